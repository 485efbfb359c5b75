package org.zhiban.model.workorder;

import java.util.Locale;

/** What a person may do with an order. */
public enum OrderAction {
  TRIAGE,
  /** Asks for somebody's leave to go on. */
  REQUEST_APPROVAL,
  APPROVE,
  REJECT,
  DISPATCH,
  ACCEPT,
  ARRIVE,
  START,
  /** Asks for a pause. */
  REQUEST_HOLD,
  GRANT_HOLD,
  RESUME,
  /** Names the rules that the order keeps quiet from now on. */
  LOCK_OUT,
  /** Gives the lock-out a new end. */
  RENEW_LOCK_OUT,
  /** Ends the lock-out. */
  RELEASE_LOCK_OUT,
  /** Says what was found of one line of the checklist, or corrects it. */
  TICK,
  /** Records how a serious fault is to be repaired. */
  PLAN_RECORDED,
  /** The customer was told how it stands. */
  PROGRESS_CALLED,
  /** Whoever complained, or asked for something, was answered. */
  ANSWERED,
  /** A complaint may take longer than promised. */
  ALLOW_OVERRUN,
  /** Nobody is in danger any more; the repair goes on. */
  MADE_SAFE,
  COMPLETE,
  VERIFY,
  VISIT,
  REOPEN,
  CANCEL,
  /** Puts an order under another one, of the same fault. */
  MERGE,
  /** Lets an order wait for the repair of its cause, under another one. */
  PUT_UNDER,
  /** Takes it out from there: it is repaired by itself. */
  STAND_ALONE,
  ADD_PART,
  ADD_LABOUR,
  /** Adds what else is paid, or what it is expected to cost. */
  ADD_COST,
  /** Takes back a line of the costs by a counter-entry. */
  CORRECT_COST,
  /** Writes down that the customer pays. */
  CONSENT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
