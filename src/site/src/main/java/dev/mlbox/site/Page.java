package dev.mlbox.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.commonmark.node.Node;

/**
 * One page.
 *
 * @param name its path below the folder of the pages, with {@code /}
 * @param file where it was read
 */
record Page(String name, Path file, Node tree, String title) {

  static Page read(Path pages, String name) throws IOException {
    Path file = pages.resolve(name).normalize();
    Node tree = Dialect.parse(Files.readString(file));
    return new Page(name, file, tree, Texts.title(tree, name));
  }

  /** Where it is on the site: flat, but for the folders below the pages. */
  String address() {
    return name.replace("../", "").replaceFirst("\\.md$", ".html");
  }

  /** From this page's place to the site's root. */
  String up() {
    return "../".repeat((int) address().chars().filter(c -> c == '/').count());
  }
}
