using BackpropCrossCheck.Tests;
using PublicApiGenerator;

namespace BackpropCrossCheck.Oracles.Tests;

public sealed class PublicApiTest
{
    [Test]
    public void PublicApi_Oracles_IsTheGoldenOne()
        => GoldenFile.AssertMatches(
            typeof(OracleCatalogue).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
                .ReplaceLineEndings("\n"), "PublicApi.txt");
}
