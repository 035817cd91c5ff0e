package dev.softdelete.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rates per second that the bare client and the operator reached in their rounds. */
final class Rate {
  private final List<Double> bare = new ArrayList<>();
  private final List<Double> operator = new ArrayList<>();

  void bare(double perSecond) {
    bare.add(perSecond);
  }

  void operator(double perSecond) {
    operator.add(perSecond);
  }

  double bareMedian() {
    return median(bare);
  }

  double operatorMedian() {
    return median(operator);
  }

  double ratio() {
    return operatorMedian() / bareMedian();
  }

  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
