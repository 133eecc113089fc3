package dev.mlbox.engine.load;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.git.GitAccess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/**
 * A bare copy of what was needed of another repository so far, in the user's cache: one commit
 * deep, and enough to load again when the other one cannot be reached.
 */
final class GitMirror implements AutoCloseable {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
  private static final String FETCHED = "refs/mlbox/fetched/";

  /** Within this JVM; between JVMs a lock on a file does the same. */
  private static final ReentrantLock LOCK = new ReentrantLock();

  private final Repository repository;
  private final String url;
  private final GitAccess access;
  private final StepListener listener;
  private final Path lock;

  private GitMirror(
      Path home, Repository repository, String url, GitAccess access, StepListener listener) {
    this.lock = home.resolve("lock");
    this.repository = repository;
    this.url = url;
    this.access = access;
    this.listener = listener;
  }

  static GitMirror open(CacheFolder cache, String url, GitAccess access, StepListener listener)
      throws IOException {
    Path home = cache.path().resolve("git").resolve(Digest.of(url).brief());
    Files.createDirectories(home);
    Repository repository =
        new FileRepositoryBuilder().setBare().setGitDir(home.resolve("bare").toFile()).build();
    return new GitMirror(home, repository, url, access, listener);
  }

  Repository repository() {
    return repository;
  }

  /**
   * Brings the commit that an address means, with all its files.
   *
   * @throws MlboxException INVALID when there is no such ref, BROKEN when the repository cannot be
   *     reached and the ref was never brought before
   */
  ObjectId bring(GitAddress address, LoadConfig config) throws IOException {
    LOCK.lock();
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // Released with the channel.
      channel.lock();
      if (!repository.getObjectDatabase().exists()) {
        repository.create(true);
      }
      return fetched(address, config)
          .orElseThrow(
              () ->
                  Received.invalid(
                      Problem.of(
                              "there is no `%s` in %s"
                                  .formatted(address.ref(), GitAccess.shown(url)))
                          .expected("a branch, a tag or a commit"),
                      config));
    } finally {
      LOCK.unlock();
    }
  }

  private Optional<ObjectId> fetched(GitAddress address, LoadConfig config) throws IOException {
    String ref = address.ref();
    Optional<ObjectId> known = known(ref);
    if (known.isPresent() && ObjectId.isId(ref)) {
      return known;
    }
    try {
      Set<String> there = advertised();
      for (String name : names(ref)) {
        if (there.contains(name)) {
          fetch(1, List.of(new RefSpec("+" + name + ":" + FETCHED + name)));
          return commit(FETCHED + name);
        }
      }
      return COMMIT.matcher(ref).matches() ? byName(ref) : Optional.empty();
    } catch (GitAPIException e) {
      if (known.isPresent()) {
        listener.warning(
            "%s cannot be reached; `%s` is what it was when it last could be"
                .formatted(GitAccess.shown(url), ref));
        return known;
      }
      String reason = GitAccess.reason(e, url);
      Problem problem =
          Problem.of("%s cannot be reached: %s".formatted(GitAccess.shown(url), reason))
              .at(config.place());
      String remedy = GitAccess.remedy(reason);
      throw MlboxException.broken(remedy.isEmpty() ? problem : problem.remedy(remedy), e);
    }
  }

  /** What a short name may stand for, in git's order. */
  private static List<String> names(String ref) {
    return List.of(ref, "refs/tags/" + ref, "refs/heads/" + ref);
  }

  private Set<String> advertised() throws GitAPIException {
    return Git.lsRemoteRepository()
        .setRemote(url)
        .setTransportConfigCallback(access)
        .callAsMap()
        .keySet();
  }

  private void fetch(int depth, List<RefSpec> specs) throws GitAPIException {
    FetchCommand fetch =
        new Git(repository)
            .fetch()
            .setRemote(url)
            .setRefSpecs(specs)
            .setTagOpt(TagOpt.NO_TAGS)
            .setTransportConfigCallback(access);
    if (depth > 0) {
      fetch.setDepth(depth);
    } else {
      fetch.setUnshallow(true);
    }
    fetch.call();
  }

  /** A commit by its own name: asked for directly, else among all that the repository has. */
  private Optional<ObjectId> byName(String commit) throws GitAPIException, IOException {
    if (ObjectId.isId(commit)) {
      try {
        fetch(1, List.of(new RefSpec(commit + ":" + FETCHED + commit)));
        return commit(commit);
      } catch (GitAPIException e) {
        listener.note("all of %s is fetched to find %s".formatted(GitAccess.shown(url), commit));
      }
    }
    fetch(
        0,
        List.of(
            new RefSpec("+refs/heads/*:" + FETCHED + "refs/heads/*"),
            new RefSpec("+refs/tags/*:" + FETCHED + "refs/tags/*")));
    return commit(commit);
  }

  private Optional<ObjectId> known(String ref) throws IOException {
    if (COMMIT.matcher(ref).matches()) {
      return commit(ref);
    }
    for (String name : names(ref)) {
      Optional<ObjectId> commit = commit(FETCHED + name);
      if (commit.isPresent()) {
        return commit;
      }
    }
    return Optional.empty();
  }

  private Optional<ObjectId> commit(String name) throws IOException {
    try {
      return Optional.ofNullable(repository.resolve(name + "^{commit}"));
    } catch (MissingObjectException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
