package org.zhiban.gateway.notify.channel;

import java.util.List;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;

class SirenTest extends NotifierContract {
  private int consoles;
  private int arrived;
  private boolean closed;
  private final LiveFeed feed = feed();

  private LiveFeed feed() {
    LiveFeed made = new LiveFeed();
    made.watch(
        happening -> {
          if (happening instanceof Happening.Called(var _, var heard) && !closed) {
            arrived += consoles;
            heard.accept(consoles);
          }
        });
    return made;
  }

  @Override
  Notifier notifier() {
    return new Siren(feed);
  }

  @Override
  void takes() {
    consoles = 1;
  }

  @Override
  void refuses() {
    consoles = 0;
  }

  @Override
  void away() {
    closed = true;
  }

  @Override
  List<String> secrets() {
    return List.of("http");
  }

  @Override
  int arrived() {
    return arrived;
  }
}
