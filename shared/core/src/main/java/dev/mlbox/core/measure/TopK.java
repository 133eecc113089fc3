package dev.mlbox.core.measure;

/** Whether the true class is among the k most probable ones; of equals, the last counts first. */
record TopK(int k) implements ShareOfRows.Success {

  @Override
  public boolean of(Answers answers, int row) {
    int truth = answers.truth().code(row);
    double probability = answers.probability(row, truth);
    int before = 0;
    for (int code = 0; code < answers.truth().classes().size(); code++) {
      double other = answers.probability(row, code);
      before += other > probability || (other == probability && code > truth) ? 1 : 0;
    }
    return before < k;
  }
}
