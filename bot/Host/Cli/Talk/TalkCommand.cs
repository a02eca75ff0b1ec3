using System.CommandLine;
using Assistant.Host.Configuration;
using Assistant.Host.Server;
using Assistant.Knowledge;
using NodaTime.Extensions;

namespace Assistant.Host.Cli.Talk;

/// <summary><c>talk --as ROLE [--name NAME] [--lang et|ru|en] [--transcript FILE]</c>.</summary>
internal static class TalkCommand
{
    public static Command Create(IServer server, Terminal terminal, Func<ParseResult, Settings> read)
    {
        var role = new Option<string>("--as") { Required = true, Description = "Who speaks: parent, support-person or coordinator" };
        role.AcceptOnlyFromAmong("parent", "support-person", "counsellor", "coordinator");
        var name = new Option<string?>("--name") { Description = "Tells several people of one role apart; each has a conversation of their own" };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !token.Value.All(char.IsAsciiLetterOrDigit)) result.AddError("--name takes letters and digits");
        });
        var lang = new Option<string>("--lang") { DefaultValueFactory = _ => "et", Description = "Language of the first meeting" };
        lang.AcceptOnlyFromAmong([.. Langs.All.Select(known => known.Code())]);
        var transcript = new Option<FileInfo?>("--transcript") { Description = "File to record the conversation in, as a test transcript" };
        var command = new Command("talk", "A conversation in the terminal, through the real pipeline") { role, name, lang, transcript };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = read(parsed);
            var who = parsed.GetValue(name) is { } called ? $"{parsed.GetRequiredValue(role)}:{called}" : parsed.GetRequiredValue(role);
            await using var host = await HostAtHand.Find(server, settings, ServerMode.Talk, cancellationToken);
            await using var recorder = parsed.GetValue(transcript) is { } file ? new StreamWriter(file.FullName) : null;
            var writer = recorder is null ? null : new TranscriptWriter(recorder);
            writer?.Time(TimeProvider.System.ToClock().GetCurrentInstant().InZone(settings.Organisation.TimeZone).LocalDateTime);
            writer?.Speaker($"{who.Replace(':', ' ')} {parsed.GetRequiredValue(lang)}");
            using var session = new TalkSession(host.Client, terminal, writer, who, parsed.GetRequiredValue(lang));
            return await session.Run(cancellationToken);
        });
        return command;
    }
}
