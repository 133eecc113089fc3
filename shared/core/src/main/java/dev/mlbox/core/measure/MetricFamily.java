package dev.mlbox.core.measure;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Metrics that take a parameter, written behind {@code @}: {@code recall@CLASS}, {@code
 * top_k_accuracy@5}.
 *
 * @param name before the {@code @}
 * @param parameter what stands behind it, in capitals
 * @param expected what the parameter must be, in words
 * @param make the metric for a parameter; empty if the parameter is none
 */
record MetricFamily(
    String name, String parameter, String expected, Function<String, Optional<Metric>> make) {

  /** As a list of names shows it. */
  String form() {
    return name + "@" + parameter;
  }

  Optional<Metric> of(String text) {
    return make.apply(text);
  }

  static MetricFamily byText(String name, BiFunction<String, String, Metric> make) {
    return new MetricFamily(
        name,
        "CLASS",
        "a class of the target",
        text ->
            text.isEmpty() ? Optional.empty() : Optional.of(make.apply(name + "@" + text, text)));
  }

  /** With a whole number from 1. */
  static MetricFamily byCount(String name, BiFunction<String, Integer, Metric> make) {
    return new MetricFamily(
        name,
        "NUMBER",
        "a whole number from 1",
        text ->
            text.matches("[1-9]\\d{0,5}")
                ? Optional.of(make.apply(name + "@" + text, Integer.valueOf(text)))
                : Optional.empty());
  }

  /** With a number between 0 and 1. */
  static MetricFamily byShare(String name, BiFunction<String, Double, Metric> make) {
    return new MetricFamily(
        name,
        "QUANTILE",
        "a number between 0 and 1",
        text ->
            text.matches("0?\\.\\d{1,15}") && Double.parseDouble(text) > 0
                ? Optional.of(make.apply(name + "@" + text, Double.valueOf(text)))
                : Optional.empty());
  }
}
