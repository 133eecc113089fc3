import dev.mlbox.core.stats.DeLong;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.core.stats.RocAuc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Answers, line by line, what the areas of a file of labels and two scores are, and how long it took to find them: {@code
 * area FILE ROWS} or {@code difference FILE ROWS}. The file has a byte a label, then two float64 arrays.
 */
public final class Areas {
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
    long began = System.nanoTime();
    double area = RocAuc.area(positive, scores);
    return seconds(began) + " " + area;
  }

  private static String difference(boolean[] positive, double[] first, double[] second) {
    long began = System.nanoTime();
    DeLong areas = DeLong.compare(positive, first, second);
    Interval interval = areas.interval(0.95);
    return seconds(began) + " " + areas.difference() + " " + interval.lower() + " " + interval.upper();
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
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
