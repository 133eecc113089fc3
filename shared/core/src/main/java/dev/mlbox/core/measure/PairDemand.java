package dev.mlbox.core.measure;

import java.io.Serializable;

/**
 * A difference of two models whose chance is asked for, once it is known of each part what both are
 * worth there.
 *
 * @param metric its name
 * @param slope what the baseline's value is multiplied by
 * @param centres of each model and part what a row's number is taken from
 * @param scales of each model and part what that is multiplied by
 * @param notable of each part how unlike a row's influences have to be to be counted
 */
public record PairDemand(
    String metric, double slope, double[][] centres, double[][] scales, double[] notable)
    implements Serializable {

  /** Whether it is about areas under ROC curves. */
  public boolean isOfAreas() {
    return metric.equals("roc_auc");
  }
}
