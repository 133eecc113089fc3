package dev.mlbox.engine.report;

import dev.mlbox.core.portrait.ConfusionTable;
import dev.mlbox.core.portrait.Portrait;
import dev.mlbox.core.portrait.Portraits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Confusion tables → grids with a share and a shade in each cell. */
final class Grids {
  private Grids() {}

  static List<Page.Grid> of(Portraits portraits) {
    List<Page.Grid> grids = new ArrayList<>();
    add("Candidate", portraits.candidate(), grids);
    add("Baseline", portraits.baseline(), grids);
    return grids;
  }

  private static void add(String title, @Nullable Portrait portrait, List<Page.Grid> grids) {
    ConfusionTable table = portrait == null ? null : portrait.confusion();
    if (table == null) {
      return;
    }
    List<Page.GridLine> lines = new ArrayList<>();
    for (int truth = 0; truth < table.classes().size(); truth++) {
      lines.add(
          new Page.GridLine(table.classes().get(truth), cells(table.counts().get(truth), truth)));
    }
    grids.add(new Page.Grid(title, table.classes(), lines));
  }

  private static List<Page.Cell> cells(List<Long> counts, int truth) {
    long all = counts.stream().mapToLong(Long::longValue).sum();
    List<Page.Cell> cells = new ArrayList<>();
    for (int predicted = 0; predicted < counts.size(); predicted++) {
      double share = all == 0 ? 0 : (double) counts.get(predicted) / all;
      cells.add(
          new Page.Cell(
              Digits.count(counts.get(predicted)),
              String.format(java.util.Locale.ROOT, "%.1f %%", share * 100),
              (int) Math.round(share * 10),
              predicted == truth));
    }
    return cells;
  }
}
