"""A Pub/Sub of the tests' own, as far as Beam's local runner calls it, that keeps its messages in memory."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import grpc
from google.cloud.pubsub_v1 import types
from google.protobuf.empty_pb2 import Empty

# How long an empty pull waits for messages. Beam's local runner has one thread, which does nothing else meanwhile.
PULL_SECONDS = 0.05


@dataclass
class Subscription:
    """The messages that have not been acknowledged, by ack id, and until when those handed out are leased."""

    topic: str
    messages: dict[str, types.PubsubMessage] = field(default_factory=dict)
    leased_until: dict[str, float] = field(default_factory=dict)


class PubSubStandIn:
    """Topics and subscriptions made by their names alone, with at-least-once delivery.

    ``lost_acks``: of each message so many acknowledgements get lost, so that it is delivered again when its lease of
    ``ack_deadline`` seconds is over.
    """

    def __init__(self, ack_deadline: float = 1.0, lost_acks: int = 0) -> None:
        self._ack_deadline = ack_deadline
        self._lost_acks = lost_acks
        self._lock = threading.Condition()
        self._numbers = itertools.count(1)
        self._subscriptions: dict[str, Subscription] = {}
        self._acks: Counter[str] = Counter()
        self.published: list[tuple[str, types.PubsubMessage]] = []
        self.deliveries: Counter[str] = Counter()

    def subscribe(self, subscription: str, topic: str) -> None:
        """From now on the subscription gets what is published to the topic."""
        with self._lock:
            self._subscriptions[subscription] = Subscription(topic)

    def publish(self, topic: str, data: bytes, **attributes: str) -> str:
        """Publishes a message and gives its id."""
        message = types.PubsubMessage(data=data, attributes=attributes)
        message.publish_time = datetime.now(UTC)
        with self._lock:
            message.message_id = str(next(self._numbers))
            self.published.append((topic, message))
            for subscription in self._subscriptions.values():
                if subscription.topic == topic:
                    subscription.messages[message.message_id] = message
            self._lock.notify_all()
        return message.message_id

    def data_of(self, topic: str) -> list[bytes]:
        """What has been published to a topic so far."""
        with self._lock:
            return [message.data for to, message in self.published if to == topic]

    def unacknowledged(self, subscription: str) -> set[str]:
        """The ids of the messages that are still to be delivered, or delivered again."""
        with self._lock:
            return set(self._subscriptions[subscription].messages)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """The address of a server that runs as long as the body, for PUBSUB_EMULATOR_HOST."""
        server = grpc.server(ThreadPoolExecutor(max_workers=4))
        server.add_generic_rpc_handlers(
            (
                _service("google.pubsub.v1.Publisher", Publish=(self._publish, types.PublishRequest)),
                _service(
                    "google.pubsub.v1.Subscriber",
                    CreateSubscription=(self._create, types.Subscription),
                    DeleteSubscription=(self._delete, types.DeleteSubscriptionRequest),
                    Pull=(self._pull, types.PullRequest),
                    Acknowledge=(self._acknowledge, types.AcknowledgeRequest),
                ),
            )
        )
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        try:
            yield f"127.0.0.1:{port}"
        finally:
            server.stop(grace=None).wait()

    def _publish(self, request: types.PublishRequest) -> bytes:
        ids = [self.publish(request.topic, each.data, **each.attributes) for each in request.messages]
        return types.PublishResponse.serialize(types.PublishResponse(message_ids=ids))

    def _create(self, request: types.Subscription) -> bytes:
        self.subscribe(request.name, request.topic)
        return types.Subscription.serialize(request)

    def _delete(self, request: types.DeleteSubscriptionRequest) -> bytes:
        with self._lock:
            del self._subscriptions[request.subscription]
        return Empty().SerializeToString()

    def _pull(self, request: types.PullRequest) -> bytes:
        with self._lock:
            subscription = self._subscriptions[request.subscription]
            due = self._due(subscription)
            if not due:
                self._lock.wait(PULL_SECONDS)
                due = self._due(subscription)
            handed_out = due[: request.max_messages]
            for ack_id in handed_out:
                subscription.leased_until[ack_id] = time.monotonic() + self._ack_deadline
                self.deliveries[ack_id] += 1
            received = [{"ack_id": ack_id, "message": subscription.messages[ack_id]} for ack_id in handed_out]
        return types.PullResponse.serialize(types.PullResponse(received_messages=received))

    def _due(self, subscription: Subscription) -> list[str]:
        now = time.monotonic()
        return [ack_id for ack_id in subscription.messages if subscription.leased_until.get(ack_id, 0) <= now]

    def _acknowledge(self, request: types.AcknowledgeRequest) -> bytes:
        with self._lock:
            for ack_id in request.ack_ids:
                self._acks[ack_id] += 1
                if self._acks[ack_id] > self._lost_acks:
                    self._subscriptions[request.subscription].messages.pop(ack_id, None)
        return Empty().SerializeToString()


def _service(name: str, **methods: tuple[Callable[[Any], bytes], Any]) -> grpc.GenericRpcHandler:
    return grpc.method_handlers_generic_handler(
        name,
        {
            method: grpc.unary_unary_rpc_method_handler(
                lambda request, context, answer=answer: answer(request), request_deserializer=request_type.deserialize
            )
            for method, (answer, request_type) in methods.items()
        },
    )
