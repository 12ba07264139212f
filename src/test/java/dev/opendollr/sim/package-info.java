/// Random traffic with faults and crashes, played from a seed: see `PaymentsSim`.
@NullMarked
package dev.opendollr.sim;

import org.jspecify.annotations.NullMarked;
