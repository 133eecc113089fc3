import com.sun.management.OperatingSystemMXBean;
import dev.mlbox.core.stats.DeLong;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.RocAuc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Answers, line by line, what the areas of a file of labels and two scores are, how long it took to find them, and how much processor time: {@code
 * area FILE ROWS} or {@code difference FILE ROWS}. The file has a byte a label, then two float64 arrays.
 */
public final class Areas {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Areas() {}

  public static void main(String[] args) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      int rows = Integer.parseInt(words[2]);
      try (FileChannel file = FileChannel.open(Path.of(words[1]))) {
        boolean[] positive = labels(file, rows);
        double[] first = scores(file, rows, rows);
        double[] second = scores(file, rows, 9L * rows);
        System.out.println(words[0].equals("area") ? area(positive, first) : difference(positive, first, second));
      }
    }
  }

  private static String area(boolean[] positive, double[] scores) {
    long[] began = now();
    double area = RocAuc.area(positive, scores);
    return since(began) + " " + area;
  }

  private static String difference(boolean[] positive, double[] first, double[] second) {
    long[] began = now();
    DeLong areas = DeLong.compare(positive, first, second);
    Interval interval = areas.interval(0.95);
    return since(began) + " " + areas.difference() + " " + interval.lower() + " " + interval.upper();
  }

  /** By the clock, and of all processors. */
  private static long[] now() {
    return new long[] {System.nanoTime(), SYSTEM.getProcessCpuTime()};
  }

  private static String since(long[] began) {
    long[] now = now();
    return (now[0] - began[0]) / 1e9 + " " + (now[1] - began[1]) / 1e9;
  }

  private static boolean[] labels(FileChannel file, int rows) throws IOException {
    ByteBuffer bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, rows);
    boolean[] labels = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = bytes.get() != 0;
    }
    return labels;
  }

  private static double[] scores(FileChannel file, int rows, long from) throws IOException {
    double[] scores = new double[rows];
    file.map(FileChannel.MapMode.READ_ONLY, from, 8L * rows)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(scores);
    return scores;
  }
}
