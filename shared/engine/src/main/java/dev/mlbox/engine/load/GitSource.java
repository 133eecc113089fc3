package dev.mlbox.engine.load;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.port.LoadedModel;
import dev.mlbox.core.port.ModelSource;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.git.GitAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A model in git: in the project's own repository, or in any other that git can reach. */
public final class GitSource implements ModelSource {
  private final Path folder;
  private final CacheFolder cache;
  private final GitAccess access;
  private final StepListener listener;

  /**
   * @param folder of mlbox.yaml
   * @param environment for {@code MLBOX_GIT_USER} and {@code MLBOX_GIT_TOKEN}
   */
  public GitSource(
      Path folder, CacheFolder cache, Map<String, String> environment, StepListener listener) {
    this.folder = folder.toAbsolutePath().normalize();
    this.cache = cache;
    this.access = new GitAccess(environment);
    this.listener = listener;
  }

  @Override
  public boolean takes(String from) {
    return GitAddress.isOne(from);
  }

  @Override
  public LoadedModel load(LoadConfig config) {
    GitAddress address = GitAddress.of(config);
    try {
      return address.url() == null ? own(address, config) : other(address, address.url(), config);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of(
                  "`%s` cannot be loaded: %s"
                      .formatted(address.shown(address.ref()), e.getMessage()))
              .at(config.place()),
          e);
    }
  }

  private LoadedModel own(GitAddress address, LoadConfig config) throws IOException {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
    if (builder.getGitDir() == null) {
      throw Received.invalid(
          Problem.of("`%s` needs a git repository".formatted(address.shown(address.ref())))
              .expected("one that holds " + folder),
          config);
    }
    try (Repository repository = builder.build()) {
      ObjectId commit = repository.resolve(address.ref() + "^{commit}");
      if (commit == null) {
        throw Received.invalid(
            Problem.of("there is no commit `%s` in this repository".formatted(address.ref()))
                .expected("a branch, a tag or a commit")
                .remedy("`git fetch --tags --unshallow` brings those that this clone left out"),
            config);
      }
      return extracted(repository, address, commit, config);
    }
  }

  private LoadedModel other(GitAddress address, String url, LoadConfig config) throws IOException {
    try (GitMirror mirror = GitMirror.open(cache, url, access, listener)) {
      ObjectId commit = mirror.bring(address, config);
      return extracted(mirror.repository(), address, commit, config);
    }
  }

  private LoadedModel extracted(
      Repository repository, GitAddress address, ObjectId commit, LoadConfig config)
      throws IOException {
    String shown = address.shown(commit.name());
    String path = address.url() == null ? fromRoot(repository, address.path()) : address.path();
    Path model =
        new GitFiles(repository, cache)
            .extract(commit, path)
            .orElseThrow(
                () ->
                    Received.invalid(
                        Problem.of(
                                "there is no `%s` in commit %s"
                                    .formatted(path, commit.abbreviate(10).name()))
                            .expected("a file or folder, as " + address.shown(address.ref())),
                        config));
    return new LoadedModel(Received.check(config, model, shown), shown);
  }

  /** Every relative path starts at mlbox.yaml; git's start at the repository's root. */
  private String fromRoot(Repository repository, String path) throws IOException {
    Path root = repository.getWorkTree().toPath().toRealPath();
    return ModelFiles.slashed(root, folder.toRealPath().resolve(path).normalize());
  }
}
