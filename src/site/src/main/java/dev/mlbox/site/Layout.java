package dev.mlbox.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.HtmlRenderer;

/** What surrounds a page: its title, its style, and the list of all pages. */
final class Layout {
  private final Contents contents;
  private final String style;
  private final String frame;

  Layout(Contents contents) throws IOException {
    this.contents = contents;
    this.style = resource("site.css");
    this.frame = resource("page.html");
  }

  String page(Entry entry, String body) {
    return frame
        .replace("{title}", escaped(entry.title()))
        .replace("{style}", style)
        .replace("{pages}", pages(entry))
        .replace("{home}", entry.up() + contents.entries().get(0).address())
        .replace("{body}", body);
  }

  private String pages(Entry present) {
    StringBuilder list = new StringBuilder();
    String group = "";
    for (Entry entry : contents.entries()) {
      if (!entry.group().equals(group)) {
        list.append(group.isEmpty() ? "" : "</ul>\n");
        group = entry.group();
        list.append("<h2>").append(escaped(group)).append("</h2>\n<ul>\n");
      }
      list.append("<li><a href=\"").append(present.up()).append(entry.address()).append('"');
      list.append(entry.equals(present) ? " aria-current=\"page\">" : ">");
      list.append(escaped(entry.title())).append("</a></li>\n");
    }
    return list.append("</ul>").toString();
  }

  private static String escaped(String text) {
    return HtmlRenderer.builder().build().render(new Text(text));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Layout.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
