package dev.mlbox.jenkins.result;

import java.util.List;
import java.util.Locale;

/**
 * A metric over the last builds as an SVG picture: no script and no style, so that the strictest
 * content security policy shows it; in the page's own text colour, so that a dark theme does too.
 * Marks differ by shape, not by colour alone.
 */
public final class TrendChart {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 200;
  private static final int LEFT = 64;
  private static final int TOP = 14;
  private static final int BOTTOM = 26;

  private final String metric;
  private final List<TrendPoint> points;
  private final double low;
  private final double high;

  /**
   * A chart of one metric.
   *
   * @param points oldest first
   */
  public TrendChart(String metric, List<TrendPoint> points) {
    this.metric = metric;
    this.points = List.copyOf(points);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (TrendPoint point : points) {
      least = Math.min(least, lower(point));
      most = Math.max(most, upper(point));
    }
    double room = most > least ? 0.08 * (most - least) : Math.max(1e-6, Math.abs(most) * 0.05);
    this.low = least - room;
    this.high = most + room;
  }

  public String getMetric() {
    return metric;
  }

  /** Newest first, for the table below the picture. */
  public List<TrendPoint> getPoints() {
    java.util.List<TrendPoint> newestFirst = new java.util.ArrayList<>(points);
    java.util.Collections.reverse(newestFirst);
    return List.copyOf(newestFirst);
  }

  /** The picture. */
  public String getSvg() {
    StringBuilder svg = new StringBuilder();
    put(
        svg,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='100%%' role='img'"
            + " aria-label='%s' fill='none' stroke='currentColor' font-size='11'>",
        WIDTH,
        HEIGHT,
        escaped(label()));
    axes(svg);
    line(svg);
    for (int i = 0; i < points.size(); i++) {
      point(svg, points.get(i), x(i));
    }
    return svg.append("</svg>").toString();
  }

  private String label() {
    TrendPoint last = points.get(points.size() - 1);
    return "%s of the last %d builds; %s has %s"
        .formatted(metric, points.size(), last.build(), last.metric().getText());
  }

  private void axes(StringBuilder svg) {
    for (int i = 0; i <= 2; i++) {
      double value = low + (high - low) * i / 2;
      double y = y(value);
      put(
          svg,
          "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke-opacity='0.2'/>"
              + "<text x='%d' y='%.1f' text-anchor='end' fill='currentColor' stroke='none'>%s</text>",
          LEFT,
          WIDTH - 8,
          y,
          y,
          LEFT - 6,
          y + 4,
          MetricPoint.number(value));
    }
    text(svg, x(0), points.get(0).build());
    if (points.size() > 1) {
      text(svg, x(points.size() - 1), points.get(points.size() - 1).build());
    }
  }

  private static void text(StringBuilder svg, double x, String text) {
    put(
        svg,
        "<text x='%.1f' y='%d' text-anchor='middle' fill='currentColor' stroke='none'>%s</text>",
        x,
        HEIGHT - 8,
        escaped(text));
  }

  private void line(StringBuilder svg) {
    svg.append("<polyline stroke-opacity='0.5' points='");
    for (int i = 0; i < points.size(); i++) {
      put(svg, "%.1f,%.1f ", x(i), y(points.get(i).metric().getValue()));
    }
    svg.append("'/>");
  }

  private void point(StringBuilder svg, TrendPoint point, double x) {
    double y = y(point.metric().getValue());
    put(
        svg,
        "<a href='%s'><title>%s %s: %s</title>",
        escaped(point.link()),
        escaped(point.build()),
        escaped(point.end()),
        escaped(point.metric().getText()));
    put(
        svg,
        "<line x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f' stroke-opacity='0.6'/>",
        x,
        x,
        y(lower(point)),
        y(upper(point)));
    switch (point.fate()) {
      case PROMOTED -> put(svg, "<circle cx='%.1f' cy='%.1f' r='4' fill='#1a8a3c'/>", x, y);
      case PASSED ->
          put(svg, "<circle cx='%.1f' cy='%.1f' r='4' stroke='#1a8a3c' stroke-width='2'/>", x, y);
      case REVERTED ->
          put(
              svg,
              "<path d='M%.1f %.1fl-5 -9h10z' fill='#c9302c'/>",
              x,
              y + 5);
      case OTHER ->
          put(
              svg,
              "<rect x='%.1f' y='%.1f' width='7' height='7' fill='#b36b00'/>",
              x - 3.5,
              y - 3.5);
    }
    svg.append("</a>");
  }

  private double x(int i) {
    double room = WIDTH - LEFT - 32;
    return LEFT + 12 + (points.size() == 1 ? room / 2 : room * i / (points.size() - 1));
  }

  private double y(double value) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low);
  }

  private static double lower(TrendPoint point) {
    double lower = point.metric().getLower();
    return Double.isNaN(lower) ? point.metric().getValue() : lower;
  }

  private static double upper(TrendPoint point) {
    double upper = point.metric().getUpper();
    return Double.isNaN(upper) ? point.metric().getValue() : upper;
  }

  private static void put(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }
}
