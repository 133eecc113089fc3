package dev.mlbox.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts the samples of a page from files that tests run. A fence says what: {@code ```yaml
 * from=FILE}, the whole file; {@code from=FILE lines=/FIRST/../LAST/}, the lines from one that
 * contains a text to the next that contains another; {@code from=FILE block=METHOD}, the first text
 * block after a name, which is how a message is cut from the test that holds it.
 */
final class Samples {
  private static final Pattern FENCE =
      Pattern.compile("```\\w+ from=(\\S+)(?: (lines|block)=(.+))?");

  private final Path checkout;

  Samples(Path checkout) {
    this.checkout = checkout;
  }

  /** A page with what each of its fences asks for. */
  String fill(String page) throws IOException {
    List<String> out = new ArrayList<>();
    boolean skipping = false;
    for (String line : page.split("\n", -1)) {
      Matcher fence = FENCE.matcher(line);
      if (skipping && !line.equals("```")) {
        continue;
      }
      skipping = fence.matches();
      out.add(line);
      if (skipping) {
        out.addAll(cut(fence.group(1), fence.group(2), fence.group(3)));
      }
    }
    return String.join("\n", out);
  }

  private List<String> cut(String name, String how, String what) throws IOException {
    Path file = checkout.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IOException("a sample's file is gone: " + name);
    }
    List<String> lines = Files.readAllLines(file);
    List<String> cut =
        how == null ? lines : how.equals("lines") ? between(lines, what) : block(lines, what);
    if (cut.isEmpty()) {
      throw new IOException("a sample is gone: " + what + " in " + name);
    }
    return cut;
  }

  private static List<String> between(List<String> lines, String what) {
    String[] ends = what.replaceAll("^/|/$", "").split("/\\.\\./", 2);
    int first = find(lines, 0, ends[0]);
    int last = first < 0 ? -1 : find(lines, first, ends[1]);
    return last < 0 ? List.of() : lines.subList(first, last + 1);
  }

  private static List<String> block(List<String> lines, String what) {
    int name = find(lines, 0, what + "(");
    int start = name < 0 ? -1 : find(lines, name, "\"\"\"");
    int end = start < 0 ? -1 : find(lines, start + 1, "\"\"\"");
    if (end < 0) {
      return List.of();
    }
    String text = String.join("\n", lines.subList(start + 1, end)).stripIndent();
    return text.stripTrailing().replace("\\\\", "\\").lines().toList();
  }

  private static int find(List<String> lines, int from, String text) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i;
      }
    }
    return -1;
  }
}
