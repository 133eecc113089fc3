package dev.mlbox.engine.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A real repository with a working folder. */
public final class TestRepository implements AutoCloseable {
  private static final PersonIdent ADA = new PersonIdent("Ada", "ada@example.com");
  private final Git git;
  private final Path folder;

  private TestRepository(Path folder, Git git) {
    this.folder = folder;
    this.git = git;
  }

  public static TestRepository at(Path folder) throws IOException, GitAPIException {
    return new TestRepository(
        folder, Git.init().setInitialBranch("main").setDirectory(folder.toFile()).call());
  }

  /** A bare one that others push to. */
  public static void bare(Path folder) throws GitAPIException {
    Git.init().setBare(true).setInitialBranch("main").setDirectory(folder.toFile()).call().close();
  }

  public static TestRepository cloneOf(Path origin, Path folder) throws GitAPIException {
    return new TestRepository(
        folder,
        Git.cloneRepository()
            .setURI(origin.toUri().toString())
            .setDirectory(folder.toFile())
            .call());
  }

  public Git git() {
    return git;
  }

  public void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Commits all files, one of them new or changed; the commit's full name. */
  public String commit(String name, String text) throws IOException, GitAPIException {
    write(name, text);
    git.add().addFilepattern(".").call();
    return git.commit()
        .setSign(false)
        .setAuthor(ADA)
        .setCommitter(ADA)
        .setMessage("Set " + name + "\n\nThe reason.")
        .call()
        .name();
  }

  public void tag(String name) throws GitAPIException {
    git.tag().setName(name).setTagger(ADA).setSigned(false).setMessage(name).call();
  }

  @Override
  public void close() {
    git.close();
  }
}
