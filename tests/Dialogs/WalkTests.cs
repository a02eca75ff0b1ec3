using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using FsCheck;
using FsCheck.Fluent;

namespace Assistant.Tests.Dialogs;

/// <summary>Random people: they answer, change their mind, interrupt, press old buttons, write nonsense, and lose consent; state is stored between all messages.</summary>
public sealed class WalkTests
{
    private const int Walks = 400;

    private static readonly RequestFact request = new("r1", "K7M2", "taken", IsMine: true, new("appointment", null, null, null, null, null, null), null, null, new(2026, 11, 24, 16, 0), "Anne");

    private static readonly string[] words =
    [
        "jah", "ei", "ei tea", "kaks", "0", "11", "tere", "aitäh", "laps", "juba segab", "raha ja tervis", "tugiisik", "homme kell 10", "25.11", "31.11", "kell 17", "5555 0000", "siin",
        "helistage", "Olga", "tagasi", "vahele", "miks", "abi", "loobu", "räägi inimesega", "minu andmed", "/ru", "/et", "peida", "järjekord", "teenused", "soovin aega", "alustame",
        "minu soovid", "!now", "!implied", "!need", "", "   ", "𝕏\ud83d", new string('x', Utterance.MaxText), "poeg ei taha enam kooli minna", "käisin eile kolmest poole viieni pere juures kodus kohal olid ema ja isa rääkisime koolist turvalisus korras", "käisin pere juures kell kolm kedagi polnud kodus järgmine kord reedel",
        "pere T.", "tund aega", "ei, vabandust, kolmapäeval", "korras", "eile", "AbCdEfGhIjKlMnOpQrStU1", "/start AbCdEfGhIjKlMnOpQrStU1",
    ];

    private static readonly string[] standing =
    [
        "go:eligibility", "go:appointment", "go:appointment:support-group", "go:appointment:nonsense", "go:services", "go:human", "go:requests", "go:queue", "lang:en", "lang:xx", "service:support-person", "service:x",
        "request:take:r1", "request:propose:r1", "request:confirm:r1", "request:decline:r1", "request:accept:r1", "request:refuse:r1", "request:cancel:r1", "request:7:r1", "request:take", "concern:seen:c1", "nonsense", ":::", "",
    ];

    [Fact]
    public void Whatever_parents_do_they_are_never_stuck() =>
        Prop.ForAll<int[]>(picks => Walk(Known.Facts with { Request = request }, picks)).Check(Config.QuickThrowOnFailure.WithMaxTest(Walks).WithEndSize(60));

    [Fact]
    public void Whatever_coordinators_do_they_are_never_stuck() =>
        Prop.ForAll<int[]>(picks => Walk(Known.Facts with { Request = request, Queue = [request], Roles = [Audience.Parent, Audience.Coordinator], HasConsent = true }, picks))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Walks).WithEndSize(60));

    [Fact]
    public void Whatever_support_persons_do_they_are_never_stuck() =>
        Prop.ForAll<int[]>(picks => Walk(Known.Facts with { Roles = [Audience.Parent, Audience.SupportPerson], HasConsent = true }, picks))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Walks).WithEndSize(60));

    private static bool Walk(Facts facts, int[] picks)
    {
        var chat = new Chat(Known.Board, facts);
        var shown = new List<(string Id, int? Prompt)>();
        foreach (var pick in picks)
        {
            var n = (uint)pick;
            var before = chat.Conversation;
            var done = chat.Done.Count;
            Utterance said = (n % 4) switch
            {
                0 when shown.Count > 0 => new("", chat.Facts.Lang, shown[(int)(n / 4 % shown.Count)].Id, shown[(int)(n / 4 % shown.Count)].Prompt),
                1 when shown.Count > 0 => new("", chat.Facts.Lang, shown[^1].Id, shown[^1].Prompt),
                2 => new("", chat.Facts.Lang, standing[n / 4 % standing.Length]),
                _ => new(words[n / 4 % words.Length], chat.Facts.Lang),
            };
            var effects = chat.Take(said);
            var says = effects.OfType<Effect.Say>().ToArray();

            // Somebody who writes always hears something, unless they asked for silence or for a human, who answers.
            if (says.Length == 0 && !effects.Any(effect => effect is Effect.HideChat or Effect.ForRelay))
                return false;
            foreach (var say in says)
            {
                foreach (var lang in Langs.All)
                {
                    _ = Known.Texts.Render(lang, say.Text);
                    foreach (var choice in say.Choices)
                        _ = Known.Texts.Render(lang, choice.Label);
                }
                shown.AddRange(say.Choices.Select(choice => (choice.Id, say.Prompt)));
            }

            // What is under way has a question on the screen, whose serial is the newest of its kind.
            if (chat.Conversation.Current is { } current && !effects.Any(effect => effect is Effect.HideChat)
                && (current.Asked is null || chat.Conversation.Serial < current.Serial || current.Serial < 1))
                return false;
            if (chat.Conversation.Serial < before.Serial || chat.Conversation.Paused.Length > Conversation.MostPaused)
                return false;

            // Nothing personal is filed without consent, nothing done to requests by those who may not.
            var new_ = chat.Done.Skip(done).ToArray();
            if (new_.OfType<Effect.FileRequest>().Any() && !(facts.HasConsent || chat.Done.OfType<Effect.GiveConsent>().Any()))
                return false;
            if (new_.OfType<Effect.StepRequest>().Any(step => step.Step is RequestStep.Take or RequestStep.Propose or RequestStep.Confirm or RequestStep.Decline) && !facts.Is(Audience.Coordinator))
                return false;
            // An old button of a question changes no answers.
            if (said is { Pressed: not null, Prompt: { } prompt } && prompt != before.Current?.Serial && before.Current is { } running && chat.Conversation.Current is { } still
                && running.Dialog == still.Dialog && !running.Given.OrderBy(pair => pair.Key).SequenceEqual(still.Given.OrderBy(pair => pair.Key)))
                return false;
        }
        return EndsWhenAnswered(chat);
    }

    /// <summary>From wherever the walk has led, taps lead to an end.</summary>
    private static bool EndsWhenAnswered(Chat chat)
    {
        for (var i = 0; i < 60; i++)
        {
            if (chat.Conversation.Current is null && chat.Conversation.Paused is [])
                return true;
            var asked = chat.Say("tere").OfType<Effect.Say>().LastOrDefault(say => say.Prompt is not null);
            if (asked is null)
                continue;
            if (asked.Choices.FirstOrDefault(choice => choice.Id is "~done" or "yes" or "~skip" or "here" or "later" or "child" or "worry" or "disturbed" or "unknown" or "keep" or "1") is { } choice)
                chat.Press(choice.Id, asked.Prompt);
            else if (asked.Choices is [var first, ..])
                chat.Press(first.Id, asked.Prompt);
            else if (asked.Text.Key.StartsWith("visit.time.", StringComparison.Ordinal))
                chat.Say("tund aega");
            else
                chat.Say(asked.Wanted switch { Wanted.Phone => "5555 0000", Wanted.Number => "1", Wanted.DateTime => "homme kell 10", _ => "kell 10" });
        }
        return false;
    }

    [Fact]
    public void The_same_conversation_message_and_facts_give_the_same_turn()
    {
        var chat = new Chat();
        foreach (var text in new[] { "tere", "alustame", "nõustun", "laps", "2" })
        {
            var (one, other) = (Known.Board.Take(chat.Conversation, new(text, Lang.Et), chat.Facts), Known.Board.Take(chat.Conversation, new(text, Lang.Et), chat.Facts));
            Assert.Equal(ConversationJson.Write(one.Next), ConversationJson.Write(other.Next));
            Assert.Equal(one.Effects.Select(effect => effect.GetType()), other.Effects.Select(effect => effect.GetType()));
            chat.Say(text);
        }
    }
}
