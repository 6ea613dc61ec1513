using System.Text;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Fixtures;

public sealed class BadFixtureTest
{
    [Test]
    public void Read_EveryBadFile_IsRefusedInTheseWords()
    {
        var messages = new StringBuilder();
        foreach (string file in FixtureText.Files(FixtureText.BadFolder))
        {
            messages.Append(Message(file)).Append('\n');
        }

        GoldenFile.AssertMatches(messages.ToString(), "bad-fixtures.txt");
    }

    [Test]
    public void Read_EveryGoodFile_IsAccepted()
    {
        foreach (string file in FixtureText.Files(FixtureText.GoodFolder))
        {
            string path = Path.Combine(FixtureText.GoodFolder, file);
            Assert.That(() => FixtureReader.Read(path), Throws.Nothing, file);
        }
    }

    private static string Message(string file)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(FixtureText.BadFolder, file));
        try
        {
            FixtureReader.Read(bytes, file);
            return $"{file}: accepted";
        }
        catch (FixtureException refusal)
        {
            return refusal.Message;
        }
    }
}
