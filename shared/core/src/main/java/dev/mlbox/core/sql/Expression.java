package dev.mlbox.core.sql;

import java.util.List;

/** An expression over aggregates, understood; evaluated with how it changes with each of them. */
sealed interface Expression {

  /**
   * A number and its derivatives by each aggregate.
   *
   * @param value the number
   * @param slopes one an aggregate
   */
  record Dual(double value, double[] slopes) {
    static Dual constant(double value, int aggregates) {
      return new Dual(value, new double[aggregates]);
    }

    /** f(a, b) with its partial derivatives. */
    static Dual of(double value, Dual first, double byFirst, Dual second, double bySecond) {
      double[] slopes = new double[first.slopes.length];
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] = times(byFirst, first.slopes[i]) + times(bySecond, second.slopes[i]);
      }
      return new Dual(value, slopes);
    }

    /** What does not change a thing does so whatever it is multiplied by. */
    private static double times(double slope, double other) {
      return other == 0 ? 0 : slope * other;
    }

    Dual mapped(double to, double slope) {
      return of(to, this, slope, this, 0);
    }
  }

  Dual at(double[] aggregates);

  /** A number that is written out. */
  record Literal(double value) implements Expression {
    @Override
    public Dual at(double[] aggregates) {
      return Dual.constant(value, aggregates.length);
    }
  }

  /** The aggregate at a place. */
  record Reference(int place) implements Expression {
    @Override
    public Dual at(double[] aggregates) {
      double[] slopes = new double[aggregates.length];
      slopes[place] = 1;
      return new Dual(aggregates[place], slopes);
    }
  }

  /** Two expressions with a sign between them. */
  record Binary(char sign, Expression left, Expression right) implements Expression {
    @Override
    public Dual at(double[] aggregates) {
      Dual a = left.at(aggregates);
      Dual b = right.at(aggregates);
      return switch (sign) {
        case '+' -> Dual.of(a.value + b.value, a, 1, b, 1);
        case '-' -> Dual.of(a.value - b.value, a, 1, b, -1);
        case '*' -> Dual.of(a.value * b.value, a, b.value, b, a.value);
        default -> Dual.of(a.value / b.value, a, 1 / b.value, b, -a.value / (b.value * b.value));
      };
    }
  }

  /** A function of one number, or of two. */
  record Call(String function, List<Expression> arguments) implements Expression {
    @Override
    public Dual at(double[] aggregates) {
      Dual a = arguments.get(0).at(aggregates);
      return switch (function) {
        case "sqrt" -> a.mapped(Math.sqrt(a.value), 0.5 / Math.sqrt(a.value));
        case "ln" -> a.mapped(Math.log(a.value), 1 / a.value);
        case "exp" -> a.mapped(Math.exp(a.value), Math.exp(a.value));
        case "abs" -> a.mapped(Math.abs(a.value), Math.signum(a.value));
        default -> {
          Dual b = arguments.get(1).at(aggregates);
          double power = Math.pow(a.value, b.value);
          yield Dual.of(
              power, a, b.value * Math.pow(a.value, b.value - 1), b, power * Math.log(a.value));
        }
      };
    }
  }
}
