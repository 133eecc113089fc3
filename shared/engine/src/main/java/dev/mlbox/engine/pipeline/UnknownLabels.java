package dev.mlbox.engine.pipeline;

import dev.mlbox.core.data.DataFinding;
import dev.mlbox.core.portrait.ConfusionTable;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.ExampleRows;
import dev.mlbox.engine.evaluation.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Classes that the candidate answers and no row has, as when one file says Late and the other late:
 * each such answer counts as wrong, and two classes become three.
 */
final class UnknownLabels {
  private final CheckResult result;
  private final DataSource data;
  private final int most;

  /**
   * @param most rows shown of each class
   */
  UnknownLabels(CheckResult result, DataSource data, int most) {
    this.result = result;
    this.data = data;
    this.most = Math.min(most, ExampleRows.MOST);
  }

  /** A finding for each such class of the confusion table. */
  List<DataFinding> of(String target) {
    ConfusionTable table = result.portraits().candidate().confusion();
    List<DataFinding> findings = new ArrayList<>();
    for (int i = 0; table != null && i < table.classes().size(); i++) {
      int place = i;
      long said = table.counts().stream().mapToLong(line -> line.get(place)).sum();
      long truly = table.counts().get(i).stream().mapToLong(Long::longValue).sum();
      if (truly == 0 && said > 0) {
        findings.add(finding(target, table.classes().get(i), said));
      }
    }
    return findings;
  }

  private DataFinding finding(String target, String label, long said) {
    return new DataFinding(
        DataFinding.Kind.LABELS,
        true,
        String.format(
            Locale.ROOT,
            "the candidate answers %s in %,d of %,d rows, but no row has that %s",
            label,
            said,
            data.rows(),
            target),
        new ExampleRows(data).lines(rows(label), List.of(target)));
  }

  private List<Long> rows(String label) {
    Column values = result.answers().values();
    List<Long> rows = new ArrayList<>();
    for (int row = 0; row < values.rows() && rows.size() < most; row++) {
      if (values.text(row).equals(label)) {
        rows.add((long) row);
      }
    }
    return rows;
  }
}
