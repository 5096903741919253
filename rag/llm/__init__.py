"""The language model, where one is configured: any endpoint that speaks OpenAI's chat protocol.

Never trusted and never needed: its words are proved before they are shown, and whatever
goes wrong with it ends in ``LanguageModelError`` within the time it was given.
"""

from __future__ import annotations

from importlib import import_module

from rag.errors import ConfigurationError
from rag.llm.account import Account, Spending
from rag.llm.model import Call, LanguageModel
from rag.llm.protocol import Message
from rag.settings import Settings

__all__ = ["Account", "Call", "LanguageModel", "Message", "Spending", "open_language_model"]


def open_language_model(settings: Settings) -> LanguageModel | None:
    """Return the model that the settings name, or None where they name none.

    Nothing is called yet.

    Raises:
        ConfigurationError: A model is named, but neither a key nor an address.
    """
    if settings.chat_model is None:
        return None
    if not any(
        (
            settings.chat_base_url,
            settings.openai_base_url,
            settings.chat_api_key,
            settings.openai_api_key,
        )
    ):
        fault = "TIAOWEN_CHAT_MODEL: needs TIAOWEN_CHAT_BASE_URL, or a key for OpenAI"
        raise ConfigurationError(fault, faults=fault)
    # The vendor's package takes a second to import, which those without a model are spared.
    door = import_module(f"{__name__}.openai").OpenAIDoor(settings)
    return LanguageModel(settings, door)
