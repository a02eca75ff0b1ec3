using Assistant.Knowledge.Safety;

namespace Assistant.Tests.Knowledge.Safety;

public class EverydayThingsTests
{
    [Theory]
    [InlineData("vanemad panevad mind mehele mehega keda ma ei tea")]
    [InlineData("mind sunnitakse abielluma ja ma ei taha")]
    [InlineData("меня хотят насильно выдать замуж этим летом")]
    [InlineData("they want to marry me off to a man from back home")]
    [InlineData("elukaaslane ei anna mu telefoni tagasi ja kustutas kõik kontaktid")]
    [InlineData("муж забрал мой телефон и читает всё что я пишу")]
    [InlineData("my boyfriend keeps my phone and decides who i may call")]
    public void Somebody_forced_or_held_is_asked_about(string message) => Assert.True(CrisisGate.Default.Read(message).IsCrisis);

    [Theory]
    [InlineData("võti jäi tööle ja ootan kuni mees varuvõtme toob")]
    [InlineData("laps tegi noaga võileiva ise valmis")]
    [InlineData("ключи остались внутри, жду слесаря")]
    [InlineData("i left my keys at work and wait for the landlord")]
    [InlineData("my niece is getting married and the kids carry flowers")]
    public void Keys_weddings_and_kitchens_are_everyday(string message) => Assert.False(CrisisGate.Default.Read(message).IsCrisis);
}
