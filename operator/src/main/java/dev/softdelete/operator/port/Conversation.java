package dev.softdelete.operator.port;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one connection, one after the other. Nothing is read while an answer is computed,
 * which another thread does.
 */
final class Conversation extends ChannelInboundHandlerAdapter implements Peer {
  private static final Logger log = LoggerFactory.getLogger(Conversation.class);
  private static final Answer FAULT = Answer.text(500, "no answer was found\n");
  private static final Answer NOT_HTTP = Answer.text(400, "not a request that is understood\n");
  private static final Answer BUSY = Answer.text(503, "too many requests at a time\n");

  private final Channel channel;
  private final InetAddress address;
  private final Connections connections;
  private final Service service;

  /** The request that is being received or answered; null between requests. */
  private Exchange exchange;

  private boolean working;
  private boolean ending;

  /** A request, from its head to its answer. */
  private static final class Exchange {
    private final boolean keepsAlive;
    private final boolean asksFirst;
    private final Body body = new Body();
    private Service.Read read;

    Exchange(HttpRequest request) {
      keepsAlive = HttpUtil.isKeepAlive(request);
      asksFirst = HttpUtil.is100ContinueExpected(request);
    }
  }

  Conversation(Channel channel, Connections connections, Service service) {
    this.channel = channel;
    this.address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    this.connections = connections;
    this.service = service;
  }

  @Override
  public InetAddress address() {
    return address;
  }

  @Override
  public void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  /** Closes the connection without a farewell of TLS, for which it would have to wait. */
  @Override
  public void close() {
    if (channel.isOpen()) {
      var _ = channel.pipeline().firstContext().close();
    }
  }

  @Override
  public void giveUp() {
    end(BUSY);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (ending) {
        return;
      }
      if (message instanceof HttpRequest request) {
        begin(request);
      }
      if (message instanceof HttpContent content && exchange != null && !ending) {
        add(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest request) {
    if (exchange != null) {
      // The next request before the answer to this one: no client of ours does that.
      close();
      return;
    }
    Head head;
    try {
      head = Head.of(request);
    } catch (IllegalArgumentException e) {
      end(NOT_HTTP);
      return;
    }
    exchange = new Exchange(request);
    work(() -> service.receive(head), this::received);
  }

  private void received(Service.Reception reception) {
    switch (reception) {
      case Service.Answered answered -> end(answered.answer());
      case Service.Read read when read.known() && !connections.trusted(this) -> end(BUSY);
      case Service.Read read -> listen(read);
    }
  }

  private void listen(Service.Read read) {
    exchange.read = read;
    connections.listens(this);
    if (exchange.asksFirst) {
      var _ = channel.writeAndFlush(Responses.goOn());
    }
    reading(true);
    proceed();
  }

  private void add(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      end(NOT_HTTP);
      return;
    }
    int bytes = content.content().readableBytes();
    exchange.body.add(content.content(), content instanceof LastHttpContent);
    connections.holds(this, bytes);
    if (exchange.read != null && channel.isOpen()) {
      proceed();
    }
  }

  private void proceed() {
    Service.Read read = exchange.read;
    if (exchange.body.size() > read.longest()) {
      byte[] start = exchange.body.take();
      exchange = null;
      work(() -> read.whenLonger().answer(start), this::end);
    } else if (exchange.body.complete()) {
      byte[] body = exchange.body.take();
      work(() -> read.handler().answer(body), this::answer);
    }
  }

  private void answer(Answer answer) {
    connections.released(this);
    if (answer.last() || !exchange.keepsAlive) {
      end(answer);
      return;
    }
    exchange = null;
    connections.idles(this);
    channel
        .writeAndFlush(Responses.of(answer, false))
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    reading(true);
  }

  /** Sends the last answer, and waits for the peer to take it. */
  private void end(Answer answer) {
    ending = true;
    exchange = null;
    connections.released(this);
    connections.ends(this);
    channel.writeAndFlush(Responses.of(answer, true)).addListener(_ -> Farewell.say(channel));
  }

  /** Runs something that may wait, on a thread of its own, and goes on with its result. */
  private <T> void work(Callable<T> task, Consumer<T> next) {
    connections.works(this);
    reading(false);
    working = true;
    Thread.startVirtualThread(
        () -> {
          Consumer<Conversation> then = outcome(task, next);
          try {
            channel.eventLoop().execute(() -> goOn(then));
          } catch (RejectedExecutionException e) {
            log.debug("an answer comes after the port was closed");
          }
        });
  }

  private static <T> Consumer<Conversation> outcome(Callable<T> task, Consumer<T> next) {
    try {
      T result = task.call();
      return _ -> next.accept(result);
    } catch (Exception | Error e) {
      log.warn("a request has no answer: {}", e.toString());
      return conversation -> conversation.end(FAULT);
    }
  }

  private void goOn(Consumer<Conversation> then) {
    working = false;
    if (channel.isOpen()) {
      then.accept(this);
    } else {
      connections.closed(this);
    }
  }

  /** Takes a place at the port until the connection is closed, and no work is done for it. */
  void open() {
    connections.opened(this);
    channel.closeFuture().addListener(_ -> closed());
  }

  private void closed() {
    if (!working) {
      connections.closed(this);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("a connection is closed: {}", cause.toString());
    close();
  }
}
