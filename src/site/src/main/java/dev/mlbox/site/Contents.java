package dev.mlbox.site;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * The order of the pages, as {@code index.md} lists them: a heading for each chapter, below it a
 * list of links. The first page of all is the list itself.
 */
record Contents(List<Chapter> chapters) {

  /** Pages that are read for one purpose. */
  record Chapter(String title, List<String> pages) {}

  static Contents of(Node index) {
    List<Chapter> chapters = new ArrayList<>();
    index.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            if (heading.getLevel() == 2) {
              chapters.add(new Chapter(Texts.of(heading), new ArrayList<>()));
            }
          }

          @Override
          public void visit(Link link) {
            String to = link.getDestination();
            if (!chapters.isEmpty() && to.endsWith(".md")) {
              chapters.get(chapters.size() - 1).pages().add(to);
            }
          }
        });
    return new Contents(chapters);
  }

  List<String> pages() {
    return chapters.stream().flatMap(chapter -> chapter.pages().stream()).distinct().toList();
  }
}
