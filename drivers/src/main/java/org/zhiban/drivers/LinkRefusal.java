package org.zhiban.drivers;

import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.RegisterRange;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.telemetry.PointRef;

/** Why a link cannot be driven as the site describes it. */
public sealed interface LinkRefusal {
  /** Where in the site. */
  SourcePosition position();

  /** What is wrong, of which connection or point. */
  String what();

  /** What to do. */
  String remedy();

  /** Where, what, and what to do. */
  default String words() {
    return position() + ": " + what() + "; " + remedy();
  }

  /** A node id that is not of the form of OPC UA Part 6, 5.3.1.10. */
  record MalformedNode(PointRef point, SourcePosition position, String node)
      implements LinkRefusal {
    @Override
    public String what() {
      return point + ": \"" + node + "\" is no node id";
    }

    @Override
    public String remedy() {
      return "write it like ns=2;s=Pump1.Speed or ns=2;i=1001";
    }
  }

  /** A topic filter against MQTT 4.7. */
  record MalformedTopic(PointRef point, SourcePosition position, String topic)
      implements LinkRefusal {
    @Override
    public String what() {
      return point + ": \"" + topic + "\" is no topic";
    }

    @Override
    public String remedy() {
      return "+ stands for one whole level, # for the rest";
    }
  }

  /** A pointer against RFC 6901. */
  record MalformedPointer(PointRef point, SourcePosition position, String pointer)
      implements LinkRefusal {
    @Override
    public String what() {
      return point + ": \"" + pointer + "\" is no JSON pointer";
    }

    @Override
    public String remedy() {
      return "it starts with /, like /door/contact";
    }
  }

  /** An event that could not be told from its repeat. */
  record EventWithoutId(PointRef point, SourcePosition position) implements LinkRefusal {
    @Override
    public String what() {
      return point + ": an event point without id";
    }

    @Override
    public String remedy() {
      return "add id, the pointer to the identity of each event";
    }
  }

  /** A file of certificates or keys that cannot be used. */
  record UnusableFile(SourcePosition position, String connection, String problem, String remedy)
      implements LinkRefusal {
    @Override
    public String what() {
      return "connection " + connection + ": " + problem;
    }
  }

  /** A point whose source is of another protocol than its link. */
  record ForeignSource(PointRef point, SourcePosition position, String type)
      implements LinkRefusal {
    @Override
    public String what() {
      return point + ": its source is not for a connection of type " + type;
    }

    @Override
    public String remedy() {
      return "give its equipment a connection of the source's protocol";
    }
  }

  /** A point that covers more registers than its connection may read at once. */
  record PointTooWide(
      PointRef point, SourcePosition position, ModbusConnection connection, int registers)
      implements LinkRefusal {
    @Override
    public String what() {
      return point
          + " covers "
          + registers
          + " registers, but connection "
          + connection.id()
          + " reads at most "
          + connection.maxRegistersPerRead()
          + " at once";
    }

    @Override
    public String remedy() {
      return "make the point shorter or raise max_registers_per_read";
    }
  }

  /** A point that lies where the site says that nothing may be read. */
  record PointNeverRead(PointRef point, SourcePosition position, RegisterRange range)
      implements LinkRefusal {
    @Override
    public String what() {
      return point + " lies in 'never_read: " + range + "'";
    }

    @Override
    public String remedy() {
      return "take the point out, or make the range smaller";
    }
  }
}
