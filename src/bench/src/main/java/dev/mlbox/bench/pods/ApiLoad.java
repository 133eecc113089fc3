package dev.mlbox.bench.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an API server says it has done so far.
 *
 * @param requests by verb and resource
 * @param cpuSeconds of processor time
 */
record ApiLoad(Map<String, Double> requests, double cpuSeconds) {
  private static final Pattern REQUESTS = Pattern.compile("apiserver_request_total\\{(.*)} (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  static ApiLoad of(KubernetesClient client) {
    Map<String, Double> requests = new TreeMap<>();
    double cpu = 0;
    for (String line : client.raw("/metrics").lines().toList()) {
      Matcher matcher = REQUESTS.matcher(line);
      if (matcher.matches()) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(matcher.group(1));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
        String resource = labels.getOrDefault("resource", "");
        String part = labels.getOrDefault("subresource", "");
        String key = labels.get("verb") + " " + resource + (part.isEmpty() ? "" : "/" + part);
        requests.merge(key, Double.parseDouble(matcher.group(2)), Double::sum);
      } else if (line.startsWith("process_cpu_seconds_total ")) {
        cpu = Double.parseDouble(line.substring(line.indexOf(' ') + 1));
      }
    }
    return new ApiLoad(requests, cpu);
  }

  /**
   * In words, the most frequent first.
   *
   * @param looks by which all is divided
   */
  String since(ApiLoad before, int looks) {
    StringBuilder text = new StringBuilder();
    requests.entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), count(entry, before) / looks))
        .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
        .limit(8)
        .filter(entry -> entry.getValue() >= 0.05)
        .forEach(entry -> text.append("%s %.1f, ".formatted(entry.getKey(), entry.getValue())));
    return text + "%.0f ms of processor time".formatted(millis(before) / looks);
  }

  /** Processor time. */
  double millis(ApiLoad before) {
    return (cpuSeconds - before.cpuSeconds) * 1000;
  }

  private static double count(Map.Entry<String, Double> now, ApiLoad before) {
    return now.getValue() - before.requests.getOrDefault(now.getKey(), 0.0);
  }
}
