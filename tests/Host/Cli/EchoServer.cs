using System.Collections.Immutable;
using Assistant.Channels;
using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Host.Server;
using Assistant.Protocol;
using Assistant.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Tests.Host.Cli;

/// <summary>A real server with the real control socket; behind it, instead of the pipeline, somebody who repeats what he hears and offers two buttons.</summary>
internal sealed class EchoServer : IServer
{
    public Echo Heard { get; } = new();

    public List<ServerMode> Started { get; } = [];

    public async Task<IRunningServer> Start(Settings settings, ServerMode mode, CancellationToken cancellationToken)
    {
        Started.Add(mode);
        return await ServerBuilder.Start(ServerBuilder.Build(settings, mode, TimeProvider.System, services =>
        {
            services.AddSingleton<LogSignal>().AddSingleton<IReceiver>(Heard).AddSingleton<IConversationLog>(Heard).AddSingleton<ITurnWatch>(Heard).AddSingleton<IFileDoor>(Heard);
            services.AddSingleton<IIds, CountingIds>().AddSingleton<IControlVerb, InviteEcho>();
        }), cancellationToken);
    }

    internal sealed class Echo : IReceiver, IConversationLog, ITurnWatch, IFileDoor
    {
        /// <summary>Whether a file was asked for.</summary>
        public bool WantsFile { get; set; }

        private readonly List<LoggedActivity> log = [];

        public bool IsQuiet => true;

        public ValueTask<Receipt> Receive(Activity activity, string uniqueId, string userId, CancellationToken cancellationToken)
        {
            var press = activity.Value?.GetProperty("press").GetString();
            Add(activity, null);
            if (HandedIn.Of(activity) is { } file)
                Say($"file {file.Name} of {file.Size}, {file.Content?.Length} came: {activity.Text}");
            else Say(activity.Type == "conversationUpdate" ? $"welcome {userId}" : press is null ? $"heard {activity.Text}" : $"pressed {press}",
                activity.Text == "plain" ? [] : [new Button("h:0", "Jah"), new Button("h:1", "Ei")]);
            return new(Receipt.Stored);
        }

        public ValueTask<bool> IsOpen(string channel, string conversation, CancellationToken cancellationToken) => new(WantsFile && (channel, conversation) == ("terminal", "coordinator"));

        public void Say(string text, ImmutableArray<Button> buttons = default) => Add(null, new Message { Text = text, Buttons = buttons.IsDefault ? [] : buttons });

        public ValueTask<IReadOnlyList<LoggedActivity>> After(string channel, string conversation, long watermark, int limit, CancellationToken cancellationToken)
        {
            lock (log) return new(log.Where(entry => entry.Watermark > watermark).Take(limit).ToArray());
        }

        private void Add(Activity? incoming, Message? outgoing)
        {
            lock (log) log.Add(new(log.Count + 1, incoming, outgoing, DateTimeOffset.UnixEpoch));
        }
    }

    private sealed class InviteEcho : IControlVerb
    {
        public string Name => "invite";

        public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
        {
            await output.Say($"code for {options["role"]}");
            await output.Complain("hand it over in person");
            return 1;
        }
    }

    private sealed class CountingIds : IIds
    {
        private int count;

        public Guid Next() => new(Interlocked.Increment(ref count), 0, 0, new byte[8]);

        public string Token() => Next().ToString("N")[..22];
    }
}
