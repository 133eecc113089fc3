package dev.mlbox.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the documentation: one HTML file a page, each with everything it needs. */
public final class Site {
  private Site() {}

  /**
   * Writes the site, or puts the samples of the pages right.
   *
   * @param arguments the checkout, and the folder to write or {@code --update}
   */
  public static void main(String[] arguments) throws IOException {
    Path checkout = Path.of(arguments[0]).normalize();
    if (arguments[1].equals("--update")) {
      update(checkout);
    } else {
      write(checkout, Path.of(arguments[1]));
    }
  }

  /** Writes every page under a folder. */
  static void write(Path checkout, Path folder) throws IOException {
    Contents contents = Contents.of(checkout);
    Layout layout = new Layout(contents);
    for (Entry entry : contents.entries()) {
      Path file = folder.resolve(entry.address());
      Files.createDirectories(file.getParent());
      String body = new Markup(checkout, contents, entry).html(read(entry.file()));
      Files.writeString(file, layout.page(entry, body), StandardCharsets.UTF_8);
    }
    Files.copy(
        folder.resolve(contents.entries().get(0).address()),
        folder.resolve("index.html"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** Cuts the samples of every page anew, for pages that are read as Markdown. */
  static void update(Path checkout) throws IOException {
    Samples samples = new Samples(checkout);
    for (Entry entry : Contents.of(checkout).entries()) {
      String text = read(entry.file());
      String right = samples.fill(text);
      if (!right.equals(text)) {
        Files.writeString(entry.file(), right, StandardCharsets.UTF_8);
      }
    }
  }

  static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
