package dev.mlbox.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;

/**
 * A piece of a file that tests run, shown on a page: {@code <!-- sample: src/examples/x.yaml -->},
 * named from the project on, and then the code. Its lines have to follow each other in the file as
 * they do on the page, so that no page shows what does not work; a line {@code ...} leaves some
 * out.
 */
record Sample(Path page, String file, String code) {
  private static final Pattern NOTE = Pattern.compile("<!--\\s*sample:\\s*(\\S+)\\s*-->\\s*");
  private static final String LEFT_OUT = "...";

  static List<Sample> of(Page page) {
    List<Sample> found = new ArrayList<>();
    page.tree()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlBlock block) {
                Matcher note = NOTE.matcher(block.getLiteral());
                if (note.matches()) {
                  found.add(new Sample(page.file(), note.group(1), codeAfter(block)));
                }
              }
            });
    return found;
  }

  private static String codeAfter(Node note) {
    Node next = note.getNext();
    if (next instanceof FencedCodeBlock fenced) {
      return fenced.getLiteral();
    }
    return next instanceof IndentedCodeBlock indented ? indented.getLiteral() : "";
  }

  /** What is wrong with it. */
  Optional<String> problem() throws IOException {
    Path source = Site.projectOf(page).resolve(file).normalize();
    if (code.isBlank()) {
      return Optional.of("%s: no code after the note of a sample of %s".formatted(page, file));
    }
    if (!Files.isRegularFile(source)) {
      return Optional.of("%s: a sample is of %s, which is not there".formatted(page, file));
    }
    List<String> lines = Files.readAllLines(source).stream().map(String::strip).toList();
    for (List<String> piece : pieces()) {
      if (Collections.indexOfSubList(lines, piece) < 0) {
        return Optional.of(
            "%s: this sample is not in %s any more; copy it again:%n%s"
                .formatted(page, file, String.join("\n", piece)));
      }
    }
    return Optional.empty();
  }

  private List<List<String>> pieces() {
    List<List<String>> pieces = new ArrayList<>(List.of(new ArrayList<>()));
    for (String line : code.lines().map(String::strip).toList()) {
      if (line.equals(LEFT_OUT)) {
        pieces.add(new ArrayList<>());
      } else {
        pieces.get(pieces.size() - 1).add(line);
      }
    }
    return pieces;
  }
}
