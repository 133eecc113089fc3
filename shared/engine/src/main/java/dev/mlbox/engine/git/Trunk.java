package dev.mlbox.engine.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The branch that others are merged into, and whether a folder is at it: what was measured there
 * holds for everybody who begins at it.
 *
 * @param name of the branch; empty when it is not known
 * @param change whether this is the build of a pull request, which is not at it whatever it says
 * @param obstacle why the folder is not at it, in words; null when it is
 */
public record Trunk(String name, boolean change, @Nullable String obstacle) {
  private static final String ORIGIN = Constants.R_REMOTES + "origin/";
  private static final List<String> USUAL = List.of("main", "master");

  /** Looks at a folder, and at what its build is told. */
  public static Trunk of(Path folder, Map<String, String> environment) {
    try (Repository repository = Lineage.open(folder)) {
      ObjectId head = repository == null ? null : repository.resolve(Constants.HEAD);
      return repository == null || head == null
          ? new Trunk("", false, "there is no commit")
          : of(repository, head, BuildBranch.of(environment));
    } catch (IOException e) {
      return new Trunk("", false, "the git repository cannot be read: " + e.getMessage());
    }
  }

  private static Trunk of(Repository repository, ObjectId head, BuildBranch build)
      throws IOException {
    String here = build.name() == null ? checkedOut(repository) : build.name();
    String main = build.main() == null ? main(repository, here) : build.main();
    if (build.change()) {
      return new Trunk(main == null ? "" : main, true, "this build is of a pull request");
    }
    if (main == null) {
      return new Trunk(
          "",
          false,
          "it is not known which branch others are merged into; `git remote set-head origin --auto`");
    }
    return new Trunk(main, false, obstacle(repository, head, build, here, main));
  }

  private static @Nullable String obstacle(
      Repository repository, ObjectId head, BuildBranch build, @Nullable String here, String main)
      throws IOException {
    if (build.commit() != null && !build.commit().equals(head.name())) {
      return "this build is of %s, but %s is checked out"
          .formatted(build.commit().substring(0, 10), head.name().substring(0, 10));
    }
    if (here != null) {
      return here.equals(main) ? null : "this is branch " + here;
    }
    boolean tip =
        head.equals(repository.resolve(ORIGIN + main))
            || head.equals(repository.resolve(Constants.R_HEADS + main));
    return tip ? null : "%s is not the last commit of it".formatted(head.name().substring(0, 10));
  }

  private static @Nullable String checkedOut(Repository repository) throws IOException {
    String full = repository.getFullBranch();
    return full != null && full.startsWith(Constants.R_HEADS)
        ? Repository.shortenRefName(full)
        : null;
  }

  /** By what the remote says, else by its usual name, else the only one that there is. */
  private static @Nullable String main(Repository repository, @Nullable String here)
      throws IOException {
    Ref said = repository.exactRef(ORIGIN + Constants.HEAD);
    if (said != null && said.isSymbolic()) {
      return said.getTarget().getName().substring(ORIGIN.length());
    }
    List<String> remote = names(repository, ORIGIN);
    List<String> local = names(repository, Constants.R_HEADS);
    // A checkout of one branch alone has no other one: then only its name can tell.
    Optional<String> usual =
        Stream.of(remote.stream(), Stream.ofNullable(here), local.stream())
            .flatMap(names -> names.filter(USUAL::contains).sorted().limit(1))
            .findFirst();
    boolean alone = local.size() == 1 && (remote.isEmpty() || remote.equals(local));
    return usual.orElse(alone ? local.get(0) : null);
  }

  private static List<String> names(Repository repository, String prefix) throws IOException {
    return repository.getRefDatabase().getRefsByPrefix(prefix).stream()
        .map(ref -> ref.getName().substring(prefix.length()))
        .toList();
  }
}
