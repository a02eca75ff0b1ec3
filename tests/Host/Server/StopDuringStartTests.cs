using Assistant.Host.Configuration;
using Assistant.Host.Server;
using Assistant.Tests.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Assistant.Tests.Host.Server;

/// <summary>The service manager may tell the program to stop before it has started whole.</summary>
public sealed class StopDuringStartTests : IDisposable
{
    private readonly TempFolder folder = new();

    public enum Stage { Before, Between, After }

    [Theory]
    [InlineData(Stage.Before)]
    [InlineData(Stage.Between)]
    [InlineData(Stage.After)]
    public async Task Told_to_stop_while_it_starts_the_program_ends_well_and_starts_again(Stage stage)
    {
        await using (var interrupted = await new AssistantServer(TimeProvider.System, services => services
            .AddHostedService(provider => new Stopper(stage, provider.GetRequiredService<IHostApplicationLifetime>()))).Start(Here(), ServerMode.Talk, TestContext.Current.CancellationToken))
            await interrupted.Stopped(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        await using var again = await new AssistantServer(TimeProvider.System).Start(Here(), ServerMode.Talk, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_start_its_caller_gave_up_is_no_server() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new AssistantServer(TimeProvider.System).Start(Here(), ServerMode.Talk, new(canceled: true)));

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private Settings Here()
    {
        var data = new DataFolder(folder["data"]);
        data.Prepare();
        return SettingsReader.Read(new ConfigurationBuilder().Build(), Surroundings.Test, data);
    }

    /// <summary>Tells the program to stop, and waits as a sweep does that hears of it.</summary>
    private sealed class Stopper(Stage when, IHostApplicationLifetime lifetime) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => At(Stage.Before, cancellationToken);
        public Task StartAsync(CancellationToken cancellationToken) => At(Stage.Between, cancellationToken);
        public Task StartedAsync(CancellationToken cancellationToken) => At(Stage.After, cancellationToken);
        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private async Task At(Stage stage, CancellationToken cancellationToken)
        {
            if (stage != when)
                return;
            lifetime.StopApplication();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
