using System.Text.Json;
using Assistant.Dialogs.Engine;
using Assistant.Host.Composition;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;

namespace Assistant.Host.Turns;

/// <summary>From the wire's activity to what the dialogues hear.</summary>
public static class Reading
{
    /// <summary>Asking number of a press we know nothing of any more: matches no asking, so the dialogue says kindly that the question has passed.</summary>
    private const int nowhere = -1;

    /// <returns>Whether the person can be written to from now on; <see langword="null"/>: the activity is about something else.</returns>
    public static bool? Reachable(Activity activity) => activity is { Type: "event", Name: Activity.Reachability }
        ? activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("reachable", out var reachable) && reachable.ValueKind == JsonValueKind.True
        : null;

    /// <param name="unit">For looking up the pressed keyboard.</param>
    /// <param name="number">Of the message in the inbox.</param>
    /// <returns>What was said; a press of a foreign or expired keyboard reads as a press on a question that has passed.</returns>
    public static Utterance Read(this Memory memory, IUnit unit, long number, Activity activity, Chat chat, Lang lang)
    {
        if (activity.Type == "conversationUpdate")
            return new("/start", lang);
        if (activity is { Type: "event", Name: "language" })
            return new(Registers.Of(activity.Locale) == Register.Easy ? "/lihtne" : $"/{(Langs.Parse(activity.Locale) ?? lang).Code()}", lang);
        if (Submission.Of(activity) is { } form)
            return memory.Keyboards.Find(unit, form.Handle) is { } asked && asked.Conversation == chat.Conversation.Id && asked.Person == chat.Person.Id
                && ConversationJson.Read(chat.Conversation.State).Current?.Serial == asked.Prompt
                    ? new(form.Words, lang)
                    : new("", lang, "passed", nowhere);
        if (Press.Of(activity) is not { } press)
            return new(activity.Text ?? "", lang)
            {
                IsEdit = activity.Type == Activity.MessageUpdate,
                ReplyTo = memory.TalkOf(unit, activity, chat),
                Answers = activity.ReplyToId is { Length: > 0 } answered ? answered : null,
                File = HandedIn.Of(activity) is { } file ? FileKinds.Judge(file, number) : null,
            };
        var keyboard = memory.Keyboards.Find(unit, press.Handle);
        return keyboard is not null && keyboard.Conversation == chat.Conversation.Id && keyboard.Person == chat.Person.Id
            && press.Index < keyboard.Choices.Length
                ? new("", lang, keyboard.Choices[press.Index], keyboard.Prompt)
                : new("", lang, "passed", nowhere);
    }

    /// <summary>The talk whose relayed message is answered with the channel's own "reply"; <see langword="null"/>: none, or an ordinary message.</summary>
    private static string? TalkOf(this Memory memory, IUnit unit, Activity activity, Chat chat) =>
        activity.ReplyToId is { Length: > 0 } answered && memory.Outbox.WhoseWords(unit, chat.Conversation.Id, answered) is { } person && person != chat.Person.Id
            ? memory.Relays.OpenOf(unit, person)?.Id.ToString() : null;
}
