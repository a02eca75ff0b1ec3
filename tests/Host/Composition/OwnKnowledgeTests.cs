using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Eligibility;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Host.Composition;

public sealed class OwnKnowledgeTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_organisations_own_service_stands_in_place_of_ours()
    {
        Put("Catalogue/services/support-group.yaml", "id: support-group\nterm: Tugigrupp\nsource: own\norder: 3\nfree-for-family: false\npolicy: {}\n");
        var services = ServiceCatalogue.Load(OwnKnowledge.Services(new(folder.Path)));
        Assert.False(services.Find("support-group")!.IsFree);
        Assert.Equal(ServiceCatalogue.Load().All.Select(service => service.Id), services.All.Select(service => service.Id));
    }

    [Fact]
    public void An_organisations_own_rule_stands_in_place_of_ours()
    {
        Put("Eligibility/rules/3-support-group.yaml", "service: support-group\nsource: own\nsince: 2030-01-01\nwhen:\n  - { question: peers, is: \"yes\" }\n");
        var rules = EligibilityRules.Load(OwnKnowledge.Rules(new(folder.Path)));
        Assert.Equal("own", Assert.Single(rules.All, rule => rule.Service == "support-group").Source);
        Assert.Equal(EligibilityRules.Load().All.Count(), rules.All.Count());
    }

    [Fact]
    public void Without_own_files_everything_is_ours()
    {
        var data = new DataFolder(folder.Path);
        Assert.Empty(OwnKnowledge.Texts(data).Concat(OwnKnowledge.Services(data)).Concat(OwnKnowledge.Rules(data)));
    }

    private void Put(string name, string content)
    {
        var path = Path.Combine(folder.Path, "knowledge", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
