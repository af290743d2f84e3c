# %% [markdown]
# # Who did what, when: a plot of a timeline
#
# Run it as a script, or cell by cell in an editor that knows `# %%`. It needs `pip install 'dateline[pandas]' matplotlib`.

# %%
import textwrap
from pathlib import Path

import dateline
import matplotlib

matplotlib.use("Agg")  # leave this line out in a notebook
import matplotlib.pyplot as plt
import pandas as pd

# %% [markdown]
# The articles that come with the project. A text says itself when it was published, in a header or a dateline.

# %%
here = Path(__file__).parent if "__file__" in globals() else Path.cwd()
folder = here.parents[2] / "examples" / "articles"
articles = list(dateline.read(folder))
timeline = dateline.timeline(articles)
print(timeline)

# %% [markdown]
# A data frame: the columns of the CSV, days as days.

# %%
events = timeline.to_pandas()
events = events[events.date_start.notna() & (events.precision == "day")]
events["day"] = pd.to_datetime(events.date_start)
recent = events[events.day >= "2022-01-01"].reset_index(drop=True)
print(recent[["date", "headline", "confidence"]].to_string(max_colwidth=60))

# %% [markdown]
# One dot an event, a row for each type; the surer, the darker. Those that a short timeline must have get their headline.

# %%
kinds = recent.event_type.value_counts().index[::-1]
figure, axes = plt.subplots(figsize=(11, 5), layout="constrained")
rows = recent.event_type.map({kind: row for row, kind in enumerate(kinds)})
dots = axes.scatter(recent.day, rows, c=recent.confidence, cmap="Greys", vmin=0, vmax=1, s=70, edgecolors="black", linewidths=0.5)
chosen = {event.event_id for event in dateline.timeline(articles, start="2022", top=6)}
for row, event in recent[recent.event_id.isin(chosen)].iterrows():
    headline = textwrap.fill(textwrap.shorten(event.headline, 60, placeholder="…"), 24)
    axes.annotate(headline, (event.day, rows[row]), xytext=(0, 9), textcoords="offset points", fontsize=8, ha="center", va="bottom")
axes.set_yticks(range(len(kinds)), [kind.capitalize() for kind in kinds])
axes.grid(axis="x", alpha=0.3)
axes.margins(x=0.12, y=0.15)
axes.set_title("Events since 2022")
figure.colorbar(dots, label="confidence")
figure.savefig("events.png", dpi=120)
print("events.png")
