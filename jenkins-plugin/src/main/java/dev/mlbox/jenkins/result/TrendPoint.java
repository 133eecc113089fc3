package dev.mlbox.jenkins.result;

/**
 * One build in a trend.
 *
 * @param build its name, such as #12
 * @param link where it is
 * @param metric the value and its interval
 * @param end what became of it: a word for people
 * @param fate decides the mark
 */
public record TrendPoint(
    String build, String link, MetricPoint metric, String end, Fate fate) {

  public String getBuild() {
    return build;
  }

  public String getLink() {
    return link;
  }

  public MetricPoint getMetric() {
    return metric;
  }

  public String getEnd() {
    return end;
  }
}
