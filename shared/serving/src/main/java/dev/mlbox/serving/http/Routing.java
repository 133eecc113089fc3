package dev.mlbox.serving.http;

import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.split.Choice;
import dev.mlbox.serving.split.LeaseClock;
import dev.mlbox.serving.split.Splitter;

/**
 * Who answers, by the lease as it is now.
 *
 * @param version of this box
 */
public record Routing(String version, Splitter splitter, LeaseClock lease) {

  Choice choose(Endpoint endpoint, Incoming request) {
    return endpoint.isPrediction()
        ? splitter.choose(lease.view(), lease.now(), request.hops())
        : splitter.chooseUndrawn(lease.view(), request.hops());
  }
}
