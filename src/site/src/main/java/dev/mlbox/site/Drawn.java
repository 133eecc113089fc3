package dev.mlbox.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * What differs from plain Markdown: links lead to pages of the site, and a drawing stands in the
 * page itself, so that it has the page's colours, light or dark.
 */
final class Drawn implements NodeRenderer {
  private final HtmlNodeRendererContext context;
  private final HtmlWriter out;
  private final Page page;
  private final Links links;

  Drawn(HtmlNodeRendererContext context, Page page, Links links) {
    this.context = context;
    this.out = context.getWriter();
    this.page = page;
    this.links = links;
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(Link.class, Image.class);
  }

  @Override
  public void render(Node node) {
    if (node instanceof Link link) {
      out.tag("a", Map.of("href", links.onSite(link.getDestination())));
      children(link);
      out.tag("/a");
    } else if (node instanceof Image image) {
      out.raw("<figure role=\"img\" aria-label=\"" + Layout.escaped(Texts.of(image)) + "\">");
      out.raw(drawing(image.getDestination()));
      out.raw("</figure>");
    }
  }

  private String drawing(String destination) {
    Path file = page.file().resolveSibling(destination).normalize();
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void children(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      context.render(node);
    }
  }
}
