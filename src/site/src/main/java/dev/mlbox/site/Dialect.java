package dev.mlbox.site;

import java.util.List;
import java.util.function.Function;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** The Markdown that the pages are written in, the same that forges read. */
final class Dialect {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private Dialect() {}

  static Node parse(String text) {
    return PARSER.parse(text);
  }

  /** HTML of a page, with pictures and links as this page needs them. */
  static String html(Node tree, Function<HtmlNodeRendererContext, NodeRenderer> own) {
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .nodeRendererFactory(own::apply)
        .build()
        .render(tree);
  }
}
