package dev.mlbox.spark;

import dev.mlbox.runtime.remote.Order;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Takes orders from its standard input and answers them on its standard output; whatever else is
 * printed goes to standard error. It ends when its input does, in the midst of work as well.
 */
public final class Main {
  private Main() {}

  /**
   * Runs until there are no more orders.
   *
   * @param args none; what Spark is told is among the system's properties
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    ObjectOutputStream out =
        new ObjectOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    out.flush();
    System.setOut(System.err);
    BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(orders), "orders");
    reader.setDaemon(true);
    reader.start();
    try (Work work = new Work(new Answers(out))) {
      while (true) {
        work.take(orders.take());
      }
    }
  }

  private static void read(BlockingQueue<Order> orders) {
    int code = 0;
    try (ObjectInputStream in = new ObjectInputStream(System.in)) {
      while (true) {
        orders.add((Order) in.readObject());
      }
    } catch (EOFException e) {
      // Nobody waits for answers any more.
    } catch (IOException | ClassNotFoundException e) {
      System.err.println("mlbox-spark: " + e);
      code = 1;
    }
    System.exit(code);
  }
}
