"""Articles, the mission record and the questions that sentences answer."""
