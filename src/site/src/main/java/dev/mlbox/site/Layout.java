package dev.mlbox.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What is around a page's text: its title, the list of all pages, and the one style sheet. */
final class Layout {
  private static final String STYLE = resource("site.css");

  private Layout() {}

  static String html(Page page, String body, Contents contents, Site site) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <a class="skip" href="#text">To the text</a>
        <header><a href="%sindex.html">mlbox</a><a class="to-pages" href="#pages">Pages</a></header>
        <main id="text">
        %s</main>
        <nav id="pages" aria-label="Pages">
        %s</nav>
        </body>
        </html>
        """
        .formatted(
            titled(page), STYLE, page.up(), scrollable(body), navigation(page, contents, site));
  }

  private static String titled(Page page) {
    return page.title().equals("mlbox") ? "mlbox" : escaped(page.title()) + " - mlbox";
  }

  private static String navigation(Page page, Contents contents, Site site) {
    StringBuilder html = new StringBuilder();
    for (Contents.Chapter chapter : contents.chapters()) {
      html.append("<h2>%s</h2>%n<ul>%n".formatted(escaped(chapter.title())));
      for (String name : chapter.pages()) {
        Page other = site.page(name);
        String here = other.equals(page) ? " aria-current=\"page\"" : "";
        html.append(
            "<li><a href=\"%s\"%s>%s</a></li>%n"
                .formatted(page.up() + other.address(), here, escaped(other.title())));
      }
      html.append("</ul>\n");
    }
    return html.toString();
  }

  /** A wide table scrolls by itself, not the page; by keyboard too. */
  private static String scrollable(String body) {
    return body.replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Layout.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
