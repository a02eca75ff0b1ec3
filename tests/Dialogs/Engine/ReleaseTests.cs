using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using FsCheck;
using FsCheck.Fluent;

namespace Assistant.Tests.Dialogs.Engine;

/// <summary>A new release meets people in mid-dialogue: any list of questions becomes any other between two of their messages.</summary>
public sealed class ReleaseTests
{
    private const int Pairs = 1500;
    private const int PicksOfOne = 150;

    private static readonly Facts facts = Known.Facts;
    private static readonly Interview interview = new(Known.Understanding);

    [Fact]
    public void Whatever_a_new_release_asks_people_in_mid_dialogue_lose_nothing_and_leave_nothing_out() =>
        Prop.ForAll(Gen.Choose(0, 9999).ArrayOf(PicksOfOne).ToArbitrary(), picks => Meet(new(picks))).Check(Config.QuickThrowOnFailure.WithMaxTest(Pairs));

    private static void Meet(Picks picks)
    {
        Spec[] first = [.. Enumerable.Range(0, 2 + picks.Next(7)).Select(id => Spec.Any($"q{id}", picks))];
        var state = Walk(new Release(first), first, picks);
        if (state is null)
            return;
        var second = Changed(first, picks);
        var release = new Release(second);
        if (picks.Next(3) == 0)
        {
            // Something came between: the question is asked again as the new release has it.
            var resumed = Stored(interview.Resume(release, state, state.Serial, facts));
            Check(state, said: null, resumed, release);
            state = resumed;
        }
        for (var i = 0; state is not null; i++)
        {
            // One mishap at first, then only answers that fit: whoever answers gets to the end.
            Assert.InRange(i, 0, second.Length + 2);
            var seen = state.Asked!;
            var (said, answer) = i == 0 && picks.Next(3) == 0 ? Mishap(picks, state) : Array.Find(i == 0 ? [.. first, .. second] : second, spec => spec.Id == seen)!.Answer(picks, state.Serial);
            var turn = interview.Reply(release, state, state.Serial, said, facts);
            var next = Stored(turn);
            Check(state, seen, next, release);
            if (answer is not null && Array.Find(second, spec => spec.Id == seen) is { } asked && asked.Takes(said, answer))
                Assert.Equal(answer, (next?.Given ?? release.Ended!).GetValueOrDefault(seen));
            state = next;
        }
    }

    /// <param name="said">The question the message was a reply to; <see langword="null"/>: nothing was said.</param>
    private static void Check(InterviewState before, string? said, InterviewState? after, Release release)
    {
        var now = after?.Given ?? release.Ended;
        Assert.NotNull(now);
        // Nothing but the question on the screen was answered.
        Assert.All(now, pair => Assert.True(pair.Key == said || before.Given.GetValueOrDefault(pair.Key) == pair.Value, $"{pair.Key} was not on the screen"));
        // Whatever still fits is still known.
        foreach (var spec in release.Specs.Where(spec => spec.Id != said))
            if (before.Given.TryGetValue(spec.Id, out var stored) && spec.Fits(stored) && !(after is null && stored.Length == 0))
                Assert.Equal(stored, now.GetValueOrDefault(spec.Id));
        if (after is null)
            Assert.All(release.Specs.Where(spec => !spec.IsOptional), spec => Assert.True(now.ContainsKey(spec.Id), $"{spec.Id} was left out"));
        else if (after.Misses > before.Misses)
            // Not understood: the question stays on the screen.
            Assert.Equal(said, after.Asked);
        else
            Assert.Equal(release.Specs.First(spec => !(after.Given.TryGetValue(spec.Id, out var stored) && spec.Fits(stored))).Id, after.Asked);
    }

    /// <summary>Some way into the first release.</summary>
    private static InterviewState? Walk(Release release, Spec[] specs, Picks picks)
    {
        var state = Stored(interview.Begin(release, ImmutableDictionary<string, string>.Empty, 0, facts));
        for (var left = picks.Next(specs.Length + 2); left > 0 && state is not null; left--)
            state = Stored(picks.Next(8) switch
            {
                0 => interview.Reply(release, state, state.Serial, Mishap(picks, state).Said, facts),
                1 => interview.Back(release, state, state.Serial, facts),
                _ => interview.Reply(release, state, state.Serial, specs.Single(spec => spec.Id == state.Asked).Answer(picks, state.Serial).Said, facts),
            });
        return state;
    }

    private static (Utterance Said, string? Answer) Mishap(Picks picks, InterviewState state) => (picks.Next(6) switch
    {
        0 => new("", Lang.Et, Interview.SkipChoice, state.Serial),
        1 => new("", Lang.Et, "child", state.Serial - 1),
        2 => new("", Lang.Et, "child", state.Serial),
        3 => new("7", Lang.Et),
        4 => new("ei tea", Lang.Et),
        _ => new("hoopis muu jutt", Lang.Et),
    }, null);

    private static Spec[] Changed(Spec[] first, Picks picks)
    {
        List<Spec> specs = [.. first.Where(_ => picks.Next(5) > 0).Select(spec => picks.Next(3) == 0 ? spec.Narrowed(picks) : spec)];
        for (var more = picks.Next(4); more > 0 || specs.Count == 0; more--)
            specs.Insert(picks.Next(specs.Count + 1), Spec.Any($"n{more}", picks));
        for (var swaps = picks.Next(4); swaps > 0; swaps--)
        {
            var (i, j) = (picks.Next(specs.Count), picks.Next(specs.Count));
            (specs[i], specs[j]) = (specs[j], specs[i]);
        }
        return [.. specs];
    }

    /// <summary>As the store gives it back.</summary>
    private static InterviewState? Stored(Turn turn) => ConversationJson.Read(ConversationJson.Write(new(turn.Next, turn.Serial, null))).Current;

    private enum Kind { Number, Text, YesNo, OneOf }

    /// <summary>A question, and what its answers are, worked out without the engine.</summary>
    private sealed record Spec(string Id, Kind Kind, int Min, int Max, int Longest, ImmutableArray<string> Options, bool IsOptional)
    {
        private static readonly ImmutableArray<string> all = ["child", "me", "home", "other", "unknown"];

        public static Spec Any(string id, Picks picks) => new(id, (Kind)picks.Next(4), 0, 9, 60, all, picks.Next(4) == 0);

        public Spec Narrowed(Picks picks) => picks.Next(6) switch
        {
            0 => this with { IsOptional = !IsOptional },
            1 => this with { Kind = (Kind)picks.Next(4) },
            _ => this with { Min = picks.Next(4), Max = 5 + picks.Next(4), Longest = 8, Options = [.. all.Where(_ => picks.Next(2) == 0).DefaultIfEmpty("child")] },
        };

        // Questions of real dialogues lend their texts, so that labels render.
        public Question Question() => Kind switch
        {
            Kind.Number => Ask.Number(Id, Min, Max) with { Home = "eligibility", Key = "children", IsOptional = IsOptional },
            Kind.Text => Ask.Text(Id, Longest) with { Home = "contact", Key = "note", IsOptional = IsOptional },
            Kind.YesNo => Ask.YesNo(Id) with { Home = "withdraw", Key = "sure", IsOptional = IsOptional },
            _ => Ask.OneOf(Id, [.. Options.Select(option => new Option(option))]) with { Home = "eligibility", Key = "about", IsOptional = IsOptional },
        };

        public bool Fits(string stored) => stored.Length == 0 ? IsOptional : Kind switch
        {
            Kind.Number => int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= Min && n <= Max,
            Kind.Text => stored.Length <= Longest,
            Kind.YesNo => stored is "yes" or "no",
            _ => Options.Contains(stored),
        };

        /// <summary>Whether this question takes what was said to one of the same id.</summary>
        public bool Takes(Utterance said, string answer) => Fits(answer) && (Kind, answer) switch
        {
            (Kind.Text, _) => said.Pressed is null && answer == said.Text,
            (Kind.Number, _) => true,
            (_, "yes" or "no") => Kind == Kind.YesNo,
            _ => said.Pressed is not null,
        };

        public (Utterance Said, string Answer) Answer(Picks picks, int serial)
        {
            switch (Kind)
            {
                case Kind.Number:
                    var number = $"{Min + picks.Next(Max - Min + 1)}";
                    return (new(number, Lang.Et), number);
                case Kind.Text:
                    var words = picks.Next(2) == 0 || Longest < 20 ? "mure" : "laps ei maga öösel hästi";
                    return (new(words, Lang.Et), words);
                case Kind.YesNo:
                    var yes = picks.Next(2) == 0;
                    var plain = yes ? "yes" : "no";
                    return (picks.Next(2) == 0 ? new("", Lang.Et, plain, serial) : new(yes ? "jah" : "ei", Lang.Et), plain);
                default:
                    var option = Options[picks.Next(Options.Length)];
                    return (new("", Lang.Et, option, serial), option);
            }
        }
    }

    private sealed class Release(Spec[] specs) : Dialog
    {
        public Spec[] Specs => specs;
        public ImmutableDictionary<string, string>? Ended { get; private set; }
        public override string Id => "release";
        public override IReadOnlyList<Step> Questions { get; } = [.. specs.Select(spec => spec.Question())];

        public override Conclusion Conclude(Answers answers, Facts facts)
        {
            Assert.Null(Ended);
            Ended = answers.AsText.ToImmutableDictionary();
            return new();
        }
    }

    /// <summary>The drawn numbers, used up one by one.</summary>
    private sealed class Picks(int[] numbers)
    {
        private int used;

        public int Next(int below) => numbers[used++ % numbers.Length] % below;
    }
}
