package dev.mlbox.site;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;

/**
 * Where the links of one page lead on the site: to another page, or to a file of the project, which
 * is copied beside the pages.
 */
final class Links {
  private final Page page;
  private final Map<Path, Page> pages;

  Links(Page page, Map<Path, Page> pages) {
    this.page = page;
    this.pages = pages;
  }

  /** A link as it is written, for the site. */
  String onSite(String destination) {
    URI uri = URI.create(destination);
    if (uri.isAbsolute() || uri.getPath().isEmpty()) {
      return destination;
    }
    Path file = file(uri);
    Page other = pages.get(file);
    String fragment = uri.getFragment() == null ? "" : "#" + uri.getFragment();
    return page.up() + (other == null ? copied(file) : other.address() + fragment);
  }

  /** Files that are no pages, and where they go. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    eachLocal(
        uri -> {
          Path file = file(uri);
          if (!pages.containsKey(file) && Files.isRegularFile(file)) {
            files.add(file);
          }
        });
    return files;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    eachLocal(uri -> problem(uri).ifPresent(problems::add));
    return problems;
  }

  private Optional<String> problem(URI uri) {
    Path file = file(uri);
    Page other = pages.get(file);
    if (!Files.exists(file)) {
      return Optional.of("%s: the link to %s leads nowhere".formatted(page.file(), uri));
    }
    if (other != null && uri.getFragment() != null && !anchors(other).contains(uri.getFragment())) {
      return Optional.of(
          "%s: %s has no heading #%s".formatted(page.file(), other.name(), uri.getFragment()));
    }
    return Optional.empty();
  }

  private static Set<String> anchors(Page page) {
    Set<String> anchors = new HashSet<>();
    IdGenerator ids = IdGenerator.builder().build();
    page.tree()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                anchors.add(ids.generateId(Texts.of(heading)));
              }
            });
    return anchors;
  }

  private void eachLocal(Consumer<URI> what) {
    page.tree()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                local(link.getDestination());
                visitChildren(link);
              }

              private void local(String destination) {
                URI uri = URI.create(destination);
                if (!uri.isAbsolute()) {
                  what.accept(uri);
                }
              }
            });
  }

  private Path file(URI uri) {
    return uri.getPath().isEmpty()
        ? page.file()
        : page.file().resolveSibling(uri.getPath()).normalize();
  }

  /** Where a file that is no page goes. */
  String copied(Path file) {
    return Site.FILES
        + "/"
        + Site.projectOf(page.file()).relativize(file).toString().replace('\\', '/');
  }
}
