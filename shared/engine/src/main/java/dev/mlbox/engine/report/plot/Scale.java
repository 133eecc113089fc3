package dev.mlbox.engine.report.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers → places along an axis, in percent of its length.
 *
 * @param from the number at 0 %
 * @param to the number at 100 %, larger than {@code from}
 */
public record Scale(double from, double to) {

  public Scale {
    if (!(from < to) || Double.isInfinite(to - from)) {
      throw new IllegalArgumentException("no axis goes from " + from + " to " + to);
    }
  }

  /** From 0 to 1. */
  public static Scale unit() {
    return new Scale(0, 1);
  }

  /** Wide enough for all of the numbers and a little more; NaN and infinities are passed over. */
  public static Scale around(double... numbers) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double number : numbers) {
      if (Double.isFinite(number)) {
        least = Math.min(least, number);
        most = Math.max(most, number);
      }
    }
    if (least > most) {
      return unit();
    }
    double room = most > least ? (most - least) * 0.06 : Math.max(1e-9, Math.abs(most) * 0.1);
    return new Scale(least - room, most + room);
  }

  /** In percent; what lies outside is put on the edge. */
  double at(double number) {
    return 100 * Math.max(0, Math.min(1, (number - from) / (to - from)));
  }

  /** At most {@code most} round numbers on it, such as 0, 0.2, 0.4. */
  List<Double> ticks(int most) {
    double rough = (to - from) / most;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double each : new double[] {1, 2, 2.5, 5, 10}) {
      step = each * power;
      if (step >= rough) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (double i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
      ticks.add(i * step + 0.0);
    }
    return ticks;
  }
}
