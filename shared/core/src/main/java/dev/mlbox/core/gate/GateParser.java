package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.gate.Requirement.Constant;
import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.measure.Metric;
import dev.mlbox.core.measure.Metrics;
import dev.mlbox.core.problem.Problem;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a line of the gate grammar; what is wrong with it comes back as a problem, never thrown.
 */
public final class GateParser {
  /** The grammar, as messages show it. */
  public static final String FORM =
      "METRIC [by SLICE | on live mix] (>=|<=) (NUMBER | [NUMBER *] baseline [(+|-) NUMBER[%]])";

  private static final String UNSIGNED = "(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
  private static final Pattern METRIC =
      Pattern.compile(
          "(?<name>[A-Za-z_]\\w*)(?:@(?:\"(?<double>[^\"]+)\"|'(?<single>[^']+)'|(?<word>[\\w.-]+)))?",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern LIVE = Pattern.compile("\\s+on\\s+live\\s+mix\\b");
  private static final Pattern BY = Pattern.compile("\\s+by\\s+");
  private static final Pattern SLICE =
      Pattern.compile("\"(?<double>[^\"]+)\"|'(?<single>[^']+)'|(?<word>[^\\s<>=≥≤\"']+)");
  private static final Pattern COMPARISON = Pattern.compile("\\s*(>=|<=|≥|≤)\\s*");

  /** A number with a star behind it is a factor. */
  private static final Pattern BOUND =
      Pattern.compile(
          "(?<constant>[+−-]?NUMBER)(?![\\d.eE]|\\s*\\*)|(?:(?<factor>NUMBER)\\s*\\*\\s*)?baseline"
                  .replace("NUMBER", UNSIGNED)
              + "(?:\\s*(?<sign>[+−-])\\s*(?<offset>NUMBER)\\s*(?<percent>%)?)?"
                  .replace("NUMBER", UNSIGNED));

  private final String text;
  private final Collection<String> slices;
  private final GatePolicy policy;
  private final Collection<Metric> own;
  private int position;

  private GateParser(
      String text, Collection<String> slices, GatePolicy policy, Collection<Metric> own) {
    this.own = own;
    this.text = text.strip();
    this.slices = slices;
    this.policy = policy;
  }

  /**
   * A gate, or what is wrong with the line; exactly one of the two.
   *
   * @param gate present if the line was understood
   * @param problem present if it was not
   */
  public record Parsed(Optional<Gate> gate, Optional<Problem> problem) {}

  /**
   * Reads one line.
   *
   * @param text the line
   * @param place where it was set
   * @param slices the entries of {@code evaluate.slices}, which a gate may name without quotes
   */
  public static Parsed parse(String text, String place, Collection<String> slices) {
    return parse(text, place, slices, GatePolicy.USUAL, List.of());
  }

  /**
   * Reads one line that is to be judged in its own way.
   *
   * @param text the line
   * @param place where it was set
   * @param slices the entries of {@code evaluate.slices}, which a gate may name without quotes
   * @param policy of the gate
   * @param own metrics besides those of the catalogue
   */
  public static Parsed parse(
      String text,
      String place,
      Collection<String> slices,
      GatePolicy policy,
      Collection<Metric> own) {
    try {
      Gate gate = new GateParser(text, slices, policy, own).gate(place);
      return new Parsed(Optional.of(gate), Optional.empty());
    } catch (Misread misread) {
      return new Parsed(Optional.empty(), Optional.of(misread.problem.at(place)));
    }
  }

  private Gate gate(String place) {
    String name = metricName(next(METRIC).orElseThrow(this::notUnderstood));
    Optional<Metric> negated = Metrics.negated(name);
    Metric metric =
        own.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .or(() -> Metrics.named(name))
            .or(() -> negated)
            .orElseThrow(() -> unknownMetric(name));
    boolean onLive = next(LIVE).isPresent();
    String slice = next(BY).isPresent() ? slice() : null;
    String comparison = next(COMPARISON).orElseThrow(this::notUnderstood).group(1);
    Matcher bound = next(BOUND).orElseThrow(this::notUnderstood);
    if (position < text.length() || (onLive && slice != null)) {
      throw notUnderstood();
    }
    boolean atLeast = comparison.equals(">=") || comparison.equals("≥");
    Direction asked = atLeast == negated.isEmpty() ? Direction.HIGHER : Direction.LOWER;
    if (asked != metric.direction()) {
      throw wrongWay(name, metric, comparison, atLeast);
    }
    if (slice != null && metric.isResource()) {
      throw noRows(metric, slice);
    }
    if (onLive && metric.isResource()) {
      throw noRows(metric, "live mix");
    }
    Requirement requirement = requirement(bound, negated.isPresent() ? -1 : 1);
    Reach reach = new Reach(metric, requirement);
    if (!reach.decides()) {
      throw new Misread(decidesNothing(reach, bound));
    }
    return new Gate(text, place, metric, slice, onLive, requirement, policy);
  }

  /** Without the quotes around a class. */
  private static String metricName(Matcher matcher) {
    String parameter =
        Stream.of("double", "single", "word")
            .map(matcher::group)
            .filter(Objects::nonNull)
            .findFirst()
            .map("@"::concat)
            .orElse("");
    return matcher.group("name") + parameter;
  }

  private Optional<Matcher> next(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    position = matcher.end();
    return Optional.of(matcher);
  }

  private String slice() {
    Optional<String> listed =
        slices.stream()
            .filter(slice -> text.startsWith(slice, position) || plainly(slice))
            .filter(
                slice -> COMPARISON.matcher(text.substring(position + slice.length())).lookingAt())
            .max((a, b) -> Integer.compare(a.length(), b.length()));
    if (listed.isPresent()) {
      position += listed.get().length();
      return listed.get();
    }
    Matcher matcher = next(SLICE).orElseThrow(this::notUnderstood);
    String quoted =
        matcher.group("double") != null ? matcher.group("double") : matcher.group("single");
    return quoted != null ? quoted.strip() : matcher.group("word");
  }

  /** Whether it is here with a letter x between its columns, which keyboards have. */
  private boolean plainly(String slice) {
    return text.startsWith(slice.replace(" × ", " x "), position);
  }

  /** With {@code sign} −1 for the negative of a metric: −x ≥ −0.4 is x ≤ 0.4. */
  private static Requirement requirement(Matcher bound, int sign) {
    String constant = bound.group("constant");
    if (constant != null) {
      return new Constant(sign * number(constant) + 0.0);
    }
    double factor = bound.group("factor") == null ? 1 : number(bound.group("factor"));
    String offset = bound.group("offset");
    if (offset == null) {
      return new AgainstBaseline(factor, 0, false);
    }
    double size = number(offset) * (bound.group("sign").equals("+") ? sign : -sign);
    return new AgainstBaseline(factor, size + 0.0, bound.group("percent") != null);
  }

  private Problem decidesNothing(Reach reach, Matcher bound) {
    Problem problem = reach.problem(text);
    return hundredth(bound)
        .filter(line -> reach.decidesInPoints())
        .map(line -> problem.remedy("write `%s` for %s".formatted(line, reach.points())))
        .orElse(problem);
  }

  /** The line with a hundredth of its number, which whoever thinks in points or percent meant. */
  private Optional<String> hundredth(Matcher bound) {
    String group = bound.group("constant") != null ? "constant" : "offset";
    if (bound.group(group) == null || bound.group("percent") != null) {
      return Optional.empty();
    }
    String number =
        new BigDecimal(bound.group(group).replace('−', '-'))
            .movePointLeft(2)
            .stripTrailingZeros()
            .toPlainString();
    return Optional.of(
        text.substring(0, bound.start(group)) + number + text.substring(bound.end(group)));
  }

  private static double number(String digits) {
    return Double.parseDouble(digits.replace('−', '-'));
  }

  private Misread notUnderstood() {
    return new Misread(Problem.of("gate `%s` is not understood".formatted(text)).expected(FORM));
  }

  private Misread unknownMetric(String name) {
    Optional<String> lacking = Metrics.lacking(name);
    if (lacking.isPresent()) {
      return new Misread(
          Problem.of("gate `%s` names a metric without its parameter, %s".formatted(text, name))
              .expected(lacking.get()));
    }
    return new Misread(
        Problem.of("gate `%s` names an unknown metric, %s".formatted(text, name))
            .expected(
                "a metric, such as accuracy or roc_auc of classes, mean_absolute_error of numbers")
            .remedy(
                Nearest.of(name, known())
                    .map("did you mean %s?"::formatted)
                    .orElse("known metrics: " + String.join(", ", known()))));
  }

  private List<String> known() {
    return Stream.concat(own.stream().map(Metric::name), Metrics.names().stream()).toList();
  }

  private Misread wrongWay(String name, Metric metric, String comparison, boolean atLeast) {
    boolean higher = (metric.direction() == Direction.HIGHER) != name.startsWith("neg_");
    return new Misread(
        Problem.of(
                "gate `%s` asks for a worse model: a %s %s is better"
                    .formatted(text, higher ? "higher" : "lower", name))
            .expected("`%s`".formatted(text.replace(comparison, atLeast ? "<=" : ">="))));
  }

  private Misread noRows(Metric metric, String slice) {
    return new Misread(
        Problem.of("gate `%s` cuts %s by %s".formatted(text, metric.name(), slice))
            .expected("no slice, as %s is not measured row by row".formatted(metric.name())));
  }

  /** Carries a problem out of the parser; never leaves it. */
  private static final class Misread extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Misread(Problem problem) {
      super(problem.what(), null, false, false);
      this.problem = problem;
    }
  }
}
