package dev.mlbox.jenkins.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One slice of the evaluation for people.
 *
 * @param name column or predicate, and the value
 * @param rows how many rows it has
 * @param metrics those that gates ask for
 */
public record SliceRow(String name, long rows, List<MetricPoint> metrics) {

  public SliceRow {
    metrics = List.copyOf(metrics);
  }

  static List<SliceRow> all(Tree slices, Set<String> gated) {
    List<SliceRow> all = new ArrayList<>();
    for (Tree slice : slices.each()) {
      Tree metrics = slice.at("metrics");
      List<MetricPoint> points = new ArrayList<>();
      for (String name : metrics.keys()) {
        if (gated.contains(name)) {
          points.add(
              new MetricPoint(
                  name,
                  metrics.at(name, "value").number(),
                  metrics.at(name, "interval", "lower").number(),
                  metrics.at(name, "interval", "upper").number(),
                  true));
        }
      }
      String name = slice.at("of").text() + " = " + slice.at("value").text();
      all.add(new SliceRow(name, (long) slice.at("rows").number(), points));
    }
    return all;
  }

  public String getName() {
    return name;
  }

  public long getRows() {
    return rows;
  }

  public List<MetricPoint> getMetrics() {
    return metrics;
  }
}
