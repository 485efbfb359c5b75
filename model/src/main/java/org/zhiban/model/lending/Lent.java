package org.zhiban.model.lending;

/** A thing that is out, and with whom. */
public record Lent(Lendable thing, Loan loan) {}
