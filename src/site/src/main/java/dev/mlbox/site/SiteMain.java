package dev.mlbox.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the site, or says everything that is wrong with its pages. */
public final class SiteMain {
  private SiteMain() {}

  /**
   * Takes the folder of the pages, and the folder to write to.
   *
   * @throws IllegalStateException a link that leads nowhere, or a sample that is not in its file
   */
  public static void main(String[] arguments) throws IOException {
    Path pages = Path.of(arguments[0]).toAbsolutePath().normalize();
    Path target = Path.of(arguments[1]).toAbsolutePath().normalize();
    Site site = Site.read(pages);
    List<String> problems = site.problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("\n", problems));
    }
    site.write(target);
    System.out.println(site.size() + " pages: " + target.resolve("index.html"));
  }
}
