package dev.mlbox.engine.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A drawing of curves between two axes. Lines live in a nested drawing that is stretched to any
 * width; text and dots are placed in percent and never stretched, so that a phone and a printer
 * show them at their own size.
 */
public final class Plot {
  private static final double EDGE = 1000;

  private final String title;
  private final String description;
  private final Axis x;
  private final Axis y;
  private final List<String> stretched = new ArrayList<>();
  private final List<String> placed = new ArrayList<>();

  /**
   * An empty one.
   *
   * @param title for whoever cannot see it, in a few words
   * @param description what it shows, with numbers
   */
  public Plot(String title, String description, Axis x, Axis y) {
    this.title = title;
    this.description = description;
    this.x = x;
    this.y = y;
  }

  /** A line through spots; at least two. */
  public Plot line(String style, List<Spot> spots) {
    if (spots.size() > 1) {
      stretched.add(
          new Svg().leaf("polyline", "class", "line " + style, "points", points(spots)).toString());
    }
    return this;
  }

  /** A line that keeps its height until the next spot. */
  public Plot steps(String style, List<Spot> spots) {
    List<Spot> corners = new ArrayList<>();
    for (Spot spot : spots) {
      if (!corners.isEmpty()) {
        corners.add(new Spot(spot.x(), corners.get(corners.size() - 1).y()));
      }
      corners.add(spot);
    }
    return line(style, corners);
  }

  /** The area between two lines with the same places on the x axis. */
  public Plot band(String style, List<Spot> lower, List<Spot> upper) {
    List<Spot> round = new ArrayList<>(upper);
    for (int i = lower.size() - 1; i >= 0; i--) {
      round.add(lower.get(i));
    }
    stretched.add(
        new Svg().leaf("polygon", "class", "band " + style, "points", points(round)).toString());
    return this;
  }

  /** A bar from the lower edge up. */
  public Plot bar(String style, double from, double to, double height) {
    double left = x.scale().at(from);
    double top = y.scale().at(height);
    placed.add(
        new Svg()
            .leaf(
                "rect",
                "class",
                "bar " + style,
                "x",
                Svg.percent(left),
                "y",
                Svg.percent(100 - top),
                "width",
                Svg.percent(x.scale().at(to) - left),
                "height",
                Svg.percent(top))
            .toString());
    return this;
  }

  public Plot dot(String style, Spot spot) {
    placed.add(
        new Svg()
            .leaf(
                "circle",
                "class",
                "dot " + style,
                "cx",
                Svg.percent(x.scale().at(spot.x())),
                "cy",
                Svg.percent(100 - y.scale().at(spot.y())),
                "r",
                "4")
            .toString());
    return this;
  }

  /** A line from one spot straight to another, such as a threshold. */
  public Plot guide(String style, Spot from, Spot to) {
    placed.add(
        new Svg()
            .leaf(
                "line",
                "class",
                "guide " + style,
                "x1",
                Svg.percent(x.scale().at(from.x())),
                "y1",
                Svg.percent(100 - y.scale().at(from.y())),
                "x2",
                Svg.percent(x.scale().at(to.x())),
                "y2",
                Svg.percent(100 - y.scale().at(to.y())))
            .toString());
    return this;
  }

  /** Words right above a spot; they end there when it lies in the right half. */
  public Plot note(String style, Spot spot, String words) {
    double place = x.scale().at(spot.x());
    placed.add(
        new Svg()
            .open(
                "text",
                "class",
                "note " + style + (place > 50 ? " end" : ""),
                "x",
                Svg.percent(place),
                "y",
                Svg.percent(100 - y.scale().at(spot.y())),
                "dy",
                "-5")
            .words(words)
            .close("text")
            .toString());
    return this;
  }

  private String points(List<Spot> spots) {
    StringBuilder points = new StringBuilder();
    for (Spot spot : spots) {
      points.append(points.length() == 0 ? "" : " ");
      points.append(Svg.number(x.scale().at(spot.x()) * EDGE / 100)).append(',');
      points.append(Svg.number((100 - y.scale().at(spot.y())) * EDGE / 100));
    }
    return points.toString();
  }

  /** The drawing. */
  public String svg() {
    Svg svg = new Svg();
    String id = "p" + Integer.toHexString((title + description + stretched).hashCode());
    svg.open("svg", "class", "plot", "role", "img", "aria-labelledby", id + "t " + id + "d");
    svg.open("title", "id", id + "t").words(title).close("title");
    svg.open("desc", "id", id + "d").words(description).close("desc");
    frame(svg);
    String box = String.format(Locale.ROOT, "0 0 %.0f %.0f", EDGE, EDGE);
    svg.open("svg", "viewBox", box, "preserveAspectRatio", "none", "class", "stretched");
    StringBuilder all = new StringBuilder(svg.toString());
    stretched.forEach(all::append);
    all.append("</svg>");
    placed.forEach(all::append);
    return all.append("</svg>").toString();
  }

  private void frame(Svg svg) {
    for (double tick : x.scale().ticks(x.ticks())) {
      String place = Svg.percent(x.scale().at(tick));
      svg.leaf("line", "class", "grid", "x1", place, "x2", place, "y1", "0", "y2", "100%");
      svg.open("text", "class", "tick x", "x", place, "y", "100%", "dy", "16");
      svg.words(x.words().apply(tick)).close("text");
    }
    for (double tick : y.scale().ticks(y.ticks())) {
      String place = Svg.percent(100 - y.scale().at(tick));
      svg.leaf("line", "class", "grid", "x1", "0", "x2", "100%", "y1", place, "y2", place);
      svg.open("text", "class", "tick y", "x", "-6", "y", place, "dy", "4");
      svg.words(y.words().apply(tick)).close("text");
    }
    svg.open("text", "class", "label x", "x", "100%", "y", "100%", "dy", "32");
    svg.words(x.label()).close("text");
    svg.open("text", "class", "label y", "x", "0", "y", "0", "dy", "-8");
    svg.words(y.label()).close("text");
  }
}
