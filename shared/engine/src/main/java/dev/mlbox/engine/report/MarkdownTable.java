package dev.mlbox.engine.report;

import java.util.List;

/** A table as Markdown; whatever is in a cell stays in it. */
public final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();
  private final int columns;

  /** With a head; numbers are for columns whose name ends in a colon, which is not shown. */
  public MarkdownTable(List<String> head) {
    columns = head.size();
    line(
        head.stream()
            .map(name -> name.endsWith(":") ? name.substring(0, name.length() - 1) : name)
            .toList());
    line(head.stream().map(name -> name.endsWith(":") ? "--:" : "---").toList());
  }

  public MarkdownTable row(List<String> cells) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns + " columns");
    }
    line(cells.stream().map(MarkdownTable::cell).toList());
    return this;
  }

  private void line(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Words that are no markup, in one line. */
  static String cell(String words) {
    return words
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("`", "\\`")
        .replaceAll("\\s+", " ");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
