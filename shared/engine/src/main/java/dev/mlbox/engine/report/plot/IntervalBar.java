package dev.mlbox.engine.report.plot;

import org.jspecify.annotations.Nullable;

/**
 * One estimate with its interval on a line, what is tolerated marked on it; without text of its
 * own, for a row of a table that has the numbers in words.
 */
public final class IntervalBar {
  private final Scale scale;
  private final Svg svg = new Svg();

  /**
   * An empty line.
   *
   * @param label all of it in words
   */
  public IntervalBar(Scale scale, String label) {
    this.scale = scale;
    svg.open("svg", "class", "interval", "role", "img", "aria-label", label);
    svg.leaf("line", "class", "rail", "x1", "0", "x2", "100%", "y1", "50%", "y2", "50%");
  }

  /** Shades what is not tolerated, on one side of a bound, and draws the bound. */
  public IntervalBar forbidden(double bound, boolean below) {
    double place = scale.at(bound);
    svg.leaf(
        "rect",
        "class",
        "forbidden",
        "x",
        Svg.percent(below ? 0 : place),
        "y",
        "0",
        "width",
        Svg.percent(below ? place : 100 - place),
        "height",
        "100%");
    return mark("margin", bound);
  }

  /** A line across. */
  public IntervalBar mark(String style, double number) {
    String place = Svg.percent(scale.at(number));
    svg.leaf("line", "class", style, "x1", place, "x2", place, "y1", "0", "y2", "100%");
    return this;
  }

  /**
   * The estimate.
   *
   * @param lower end of its interval; null without one
   */
  public IntervalBar estimate(
      String style, @Nullable Double lower, double number, @Nullable Double upper, int height) {
    String y = Svg.percent(height);
    if (lower != null && upper != null) {
      svg.leaf(
          "line",
          "class",
          "reach " + style,
          "x1",
          Svg.percent(scale.at(lower)),
          "x2",
          Svg.percent(scale.at(upper)),
          "y1",
          y,
          "y2",
          y);
    }
    svg.leaf(
        "circle", "class", "dot " + style, "cx", Svg.percent(scale.at(number)), "cy", y, "r", "4");
    return this;
  }

  public String svg() {
    return svg + "</svg>";
  }
}
