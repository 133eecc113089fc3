package dev.mlbox.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * One page's Markdown as HTML: links lead to pages, pictures are drawn inside, wide tables scroll.
 */
final class Markup {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());

  private final Path checkout;
  private final Contents contents;
  private final Entry entry;

  Markup(Path checkout, Contents contents, Entry entry) {
    this.checkout = checkout;
    this.contents = contents;
    this.entry = entry;
  }

  String html(String markdown) throws IOException {
    Node page =
        Parser.builder().extensions(EXTENSIONS).build().parse(new Samples(checkout).fill(markdown));
    page.accept(new Finishing());
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .attributeProviderFactory(ignored -> Markup::attributes)
        .build()
        .render(page);
  }

  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    if (tag.equals("pre")) {
      attributes.put("tabindex", "0"); // It scrolls, with keys too.
    }
  }

  /** Where a link leads: a page, or nothing when it is a file of the checkout. */
  private Optional<String> address(String link) {
    if (link.matches("https?:.*|#.*")) {
      return Optional.of(link);
    }
    String anchor = link.contains("#") ? link.substring(link.indexOf('#')) : "";
    return contents.of(entry.file(), link).map(to -> entry.up() + to.address() + anchor);
  }

  private final class Finishing extends AbstractVisitor {
    @Override
    public void visit(Link link) {
      visitChildren(link);
      Optional<String> address = address(link.getDestination());
      if (address.isPresent()) {
        link.setDestination(address.get());
      } else {
        while (link.getFirstChild() != null) {
          link.insertBefore(link.getFirstChild());
        }
        link.unlink();
      }
    }

    @Override
    public void visit(Image image) {
      Path file = entry.file().resolveSibling(image.getDestination());
      try {
        HtmlInline drawn = new HtmlInline();
        drawn.setLiteral("<span class=\"picture\">" + Files.readString(file).strip() + "</span>");
        image.insertAfter(drawn);
        image.unlink();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void visit(CustomBlock block) {
      visitChildren(block);
      if (block instanceof TableBlock) {
        block.insertBefore(html("<div class=\"wide\" tabindex=\"0\">"));
        block.insertAfter(html("</div>"));
      }
    }

    private static HtmlBlock html(String literal) {
      HtmlBlock block = new HtmlBlock();
      block.setLiteral(literal);
      return block;
    }
  }
}
